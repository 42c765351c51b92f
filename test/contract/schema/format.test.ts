import { expect } from "chai";
import { formatAccepts, formats } from "../../../src/contract/schema/format.ts";

describe("formats", () => {
  for (const [name, [good, bad]] of Object.entries(samples())) {
    it(`tells a good ${name} from a bad one`, () => {
      for (const value of good) expect(formatAccepts(name, value), String(value)).to.equal(true);
      for (const value of bad) expect(formatAccepts(name, value), String(value)).to.equal(false);
    });
  }

  it("has samples of every format that judges anything", () => {
    const judging = Object.keys(formats).filter((name) => formats[name] !== true);

    expect(Object.keys(samples())).to.include.members(
      judging.filter((name) => name !== "double" && name !== "unixtime"),
    );
  });

  it("accepts everything in an unknown format and in one of another type", () => {
    expect(formatAccepts("datetime", "?")).to.equal(true);
    expect(formatAccepts("constructor", "?")).to.equal(true);
    expect(formatAccepts("int64", "9223372036854775807")).to.equal(true);
    expect(formatAccepts("date", 7)).to.equal(true);
  });

  it("judges megabytes of anything without giving way", () => {
    for (const name of Object.keys(formats)) {
      for (const unit of ["a", "/a", "a.", "%41", "{a}", "::", "~0", '\\"', "a@"]) {
        expect(formatAccepts(name, `http://${unit.repeat(1_000_000)}`), name).to.be.a("boolean");
        expect(formatAccepts(name, unit.repeat(1_000_000)), name).to.be.a("boolean");
      }
    }
  }).timeout(60_000);
});

type Samples = readonly [good: readonly (string | number)[], bad: readonly (string | number)[]];

function samples(): Record<string, Samples> {
  return { ...times(), ...addresses(), ...pointers(), ...encodings(), ...numbers() };
}

function times(): Record<string, Samples> {
  return {
    date: [
      ["2024-02-29", "1999-12-31"],
      ["2023-02-29", "2024-13-01", "2024-1-01", "24-01-01", ""],
    ],
    "date-time": [
      ["2024-02-29T00:00:00Z", "2024-01-01t12:30:15.123+05:30", "1998-12-31T15:59:60-08:00"],
      ["2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "2024-01-01T24:00:00Z", "1998-12-31T22:59:60Z"],
    ],
    "date-time-local": [["2024-02-29T00:00:00"], ["2024-02-29T00:00:00Z"]],
    time: [
      ["12:00:00Z", "23:59:60Z", "01:29:60+01:30"],
      ["12:00:00", "25:00:00Z", "12:00:60Z", "12:00:00+24:00"],
    ],
    "time-local": [
      ["12:00:00", "12:00:00.5"],
      ["12:00:00Z", "12:00"],
    ],
    "iso-time": [["12:00:00", "12:00:00+01"], ["12"]],
    "iso-date-time": [["2024-01-01 12:00:00", "2024-01-01T12:00:00+0100"], ["2024-01-01"]],
    duration: [
      ["P3D", "PT1H30M", "P1Y2M3DT4H5M6S", "P2W"],
      ["P", "PT", "3D", "P1D2W", "PT1D"],
    ],
    "http-date": [
      ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"],
      ["Sun, 6 Nov 1994 08:49:37 GMT", "now"],
    ],
  };
}

function addresses(): Record<string, Samples> {
  return {
    email: [
      ["a.b+c@example.com", '"joe bloggs"@example.com', "root@localhost", "a@[127.0.0.1]"],
      ["a", "@b.c", "a..b@c.d", "a@b..c", ".a@b.c"],
    ],
    "idn-email": [["실례@실례.테스트", "a@example.com"], ["2962"]],
    hostname: [
      ["example.com", "xn--4gbwdl.xn--wgbh1c", "localhost"],
      ["-a.b", "a_b", `${"a".repeat(64)}.com`, "a..b", ""],
    ],
    "idn-hostname": [
      [
        "실례.테스트",
        "example.com",
        "bücher。de",
        "xn--bcher-kva.de",
        "l·l",
        "α͵β",
        "א׳ב",
        "・ァ",
        "क्\u200dष",
        "بي\u200cبي",
      ],
      ["-a", "a b", "a..b", "xn--X", "ab--c", "a·l", "α͵s", "a׳ב", "a・b", "क\u200dष", "a\u200cb", "ـ", "٠۰", "〮실"],
    ],
    ipv4: [["192.168.0.1"], ["256.1.1.1", "1.2.3", "01.2.3.4"]],
    ipv6: [
      ["::1", "::", "1::d6:192.168.0.1", "1:2:3:4:5:6:7:8", "2001:db8::ff"],
      ["12345::", "1:2:3:4:5:6:7", "1::2::3", "::1%eth0", ":1:2:3:4:5:6:7:8"],
    ],
    uri: [
      [
        "https://example.com/a?b=c#d",
        "urn:isbn:0451450523",
        "mailto:a@b.c",
        "http://[2001:db8::7]:80/",
        "http://a:b@c/%41",
      ],
      [
        "/relative",
        "http:// shouldfail.com",
        "//host",
        "https://[::zz]",
        "http://a/%zz",
        "bar,://fees",
        "http://h:port/",
        "\\\\w",
      ],
    ],
    "uri-reference": [
      ["/a", "a/b?c", "#frag", "//host/x", "", "http://a.b"],
      ["\\\\w\\f", "#frag\\ment", "a b"],
    ],
    iri: [["http://ƒøø.ßår/?∂éœ=πîx#πîüx"], ["/abc", "http:// a"]],
    "iri-reference": [["/âππ", "#ƒrägmênt"], ["\\\\WINDOWS\\filëßåré"]],
    url: [
      ["https://example.com", "http://10.0.0.1/x"],
      ["example.com", "https://", "mailto:a@b.c"],
    ],
    "uri-template": [
      ["http://example.com/{term:1}/{term}", "/a{?x,y*}", "plain"],
      ["http://example.com/{term", "{}", "a b"],
    ],
    uuid: [
      ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
      ["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638"],
    ],
  };
}

function pointers(): Record<string, Samples> {
  return {
    "json-pointer": [
      ["", "/a/b~0~1", "/"],
      ["a", "/~", "/~2", "#"],
    ],
    "json-pointer-uri-fragment": [
      ["#", "#/a"],
      ["/a", "#a", "#/ "],
    ],
    "relative-json-pointer": [
      ["1", "0/foo/bar", "0#", "2+1/a"],
      ["/foo", "-1/a", "01/a", "1a"],
    ],
    regex: [
      ["^[a-z]+$", "a{2}"],
      ["^(abc]", "[z-a]", "a".repeat(100_001)],
    ],
    "media-range": [
      ["*/*", "text/*", "application/json; q=0.5"],
      ["a b/json", "text", "text/plain; q"],
    ],
  };
}

function encodings(): Record<string, Samples> {
  return {
    byte: [
      ["", "aGVsbG8=", "AAAA"],
      ["a", "aGVsbG8", "a-b="],
    ],
    base64url: [
      ["", "aGVsbG8", "aGVsbG8=", "a-_b"],
      ["a", "a+b/"],
    ],
    char: [
      ["a", "😀"],
      ["", "ab"],
    ],
    decimal: [
      ["12", "-1.50", "5.", ".5"],
      ["1,5", "abc", "", ".", "1e5"],
    ],
    decimal128: [["1.5E+10", "NaN", "-Infinity"], ["x"]],
    "sf-binary": [[":aGVsbG8=:"], ["aGVsbG8="]],
    "sf-boolean": [["?1"], ["true"]],
    "sf-string": [['"a \\" b"'], ["a", '"a"b"', '"\\a"']],
    "sf-token": [
      ["foo/bar", "*a"],
      ["1a", "a b"],
    ],
  };
}

function numbers(): Record<string, Samples> {
  return {
    int8: [
      [-128, 127],
      [128, 0.5],
    ],
    int16: [[-32768], [32768]],
    int32: [[2147483647], [2147483648]],
    int64: [[9007199254740991], [1e19, 0.5]],
    uint8: [
      [0, 255],
      [-1, 256],
    ],
    uint16: [[65535], [65536]],
    uint32: [[4294967295], [4294967296]],
    uint64: [[1e19], [-1, 1e20]],
    "double-int": [[-9007199254740991], [2 ** 53, 0.1]],
    float: [[1.5, 3.4e38], [3.5e38]],
    "sf-integer": [[999999999999999], [1e15, 0.5]],
    "sf-decimal": [[0.125], [1e12]],
  };
}
