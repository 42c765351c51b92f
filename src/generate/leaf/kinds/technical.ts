import { base64, digits, hex } from "../format.ts";
import { choose, type Field, type Kind, phrases } from "../kind.ts";
import { errorCodes, userAgents } from "../vocabulary/codes.ts";
import { companyOf } from "./company.ts";

/** Opaque text: hex for digests, base 62 for secrets, as long as wanted. */
function opaque(names: string, write: (field: Field) => string | readonly string[]): Kind {
  return { names: phrases(names), text: write };
}

function secret(prefix: string, groups: number): (field: Field) => readonly string[] {
  return (field) => {
    const text = base64(field.random, groups);
    return [`${prefix}${text}`, text, text.toLowerCase()];
  };
}

const sha1 = (field: Field): readonly string[] => [hex(field.random, 40), hex(field.random, 7)];

/** Kinds that describe machines, secrets and errors. */
export const technicalKinds: readonly Kind[] = [
  {
    names: phrases(
      "ip, ip address, ipv4, client ip, remote addr, remote address, ip addr, server ip, source ip, host ip, last ip, public ip, private ip, ipv4 address, gateway ip",
    ),
    text: (field) => [`192.0.2.${field.random.integer(1, 254)}`, `198.51.100.${field.random.integer(1, 254)}`],
  },
  {
    names: phrases("ipv6, ipv6 address"),
    text: (field) => `2001:db8::${hex(field.random, 3)}:${hex(field.random, 4)}`,
  },
  {
    names: phrases("cidr, subnet, network, ip range, address space, cidr block"),
    text: (field) => `10.${field.random.integer(0, 250)}.${field.random.integer(0, 250)}.0/24`,
  },
  {
    names: phrases("mac, mac address, hardware address"),
    text: (field) => [
      hex(field.random, 10).replaceAll(/(..)/g, ":$1").replace(/^:/, "02:"),
      hex(field.random, 10).replaceAll(/(..)/g, "-$1").replace(/^-/, "02-"),
    ],
  },
  {
    names: phrases(
      "host, hostname, host name, server name, fqdn, server, dns name, machine name, node name, subdomain host",
    ),
    text: (field) =>
      `${field.random.pick(["web", "api", "app", "db", "cache"])}-${field.random.integer(1, 9)}.example.com`,
  },
  { names: phrases("subdomain"), text: (field) => companyOf(field).domain.split(".")[0] },
  {
    names: phrases("port, server port, port number, host port, container port, target port, local port, remote port"),
    number: (field) => field.random.pick([80, 443, 3000, 5432, 6379, 8080, 8443]),
    text: () => "443",
  },
  { names: phrases("user agent, useragent, browser agent, ua"), text: (field) => choose(field, userAgents) },
  opaque(
    "token, access token, refresh token, auth token, bearer token, id token, jwt, session token, csrf token, next token, page token, cursor, next cursor, continuation token, next page token, previous cursor, security token, reset token, verification token, session, after, before, starting after, push token, device token",
    secret("", 8),
  ),
  opaque(
    "secret, client secret, api key, api secret, private key, public key, access key, secret key, signing key, signing secret, webhook secret, apikey, license key, key value, encryption key, password hash, salt, passphrase, credential, app key, consumer key, access key id, secret access key",
    secret("test_", 6),
  ),
  opaque(
    "password, new password, old password, current password, passwd, pwd, password confirmation, confirm password, pass",
    (field) => [`Example-${base64(field.random, 2)}1!`, `Ex1!${base64(field.random, 1)}`],
  ),
  opaque(
    "hash, checksum, digest, sha256, signature, fingerprint, content hash, file hash, hash value, sha 256, thumbprint, body hash, block hash, transaction hash, merkle root",
    (field) => [hex(field.random, 64), hex(field.random, 40), hex(field.random, 32)],
  ),
  opaque(
    "sha, commit, commit sha, sha1, commit id, revision, git commit, commit hash, head sha, base sha, git sha, tree sha, node sha",
    sha1,
  ),
  opaque("md5, etag, e tag, nonce, state token, node id token, content md5, hash md5, oauth state", (field) => [
    hex(field.random, 32),
    hex(field.random, 16),
  ]),
  opaque(
    "otp, pin, verification code, security code, auth code, mfa code, two factor code, passcode, one time password, sms code, cvv, cvc, confirmation pin",
    (field) => [digits(field.random, 6), digits(field.random, 4), digits(field.random, 3)],
  ),
  {
    names: phrases(
      "version, app version, api version, schema version, software version, release, firmware version, firmware, client version, package version, build version, engine version, sdk version, os version, version number, semver, tag name, current version, version name, revision name",
    ),
    text: (field) => semver(field),
    number: (field) =>
      field.integer
        ? field.random.integer(1, 9)
        : Number(`${field.random.integer(1, 4)}.${field.random.integer(0, 9)}`),
  },
  {
    names: phrases("build, build number, build id, build no"),
    number: (field) => field.random.integer(120, 4800),
    text: (field) => String(field.random.integer(120, 4800)),
  },
  {
    names: phrases("error code, code, error, reason code, error type, failure code, error id, decline code"),
    under: phrases("error, problem, violation, exception, failure, fault, api error, validation error, warning"),
    text: (field) => [choose(field, errorCodes), choose(field, errorCodes).toUpperCase()],
  },
  {
    names: phrases("error code, failure code, decline code, error type, error"),
    text: (field) => [choose(field, errorCodes), choose(field, errorCodes).toUpperCase()],
    number: (field) => field.random.integer(1000, 1040),
  },
  {
    names: phrases("status code, http status, http status code, http code, response code, response status"),
    number: (field) => (field.context.some((noun) => /error|problem/.test(noun)) ? 404 : 200),
    text: () => "200",
  },
  { names: phrases("status"), under: phrases("error, problem, exception"), number: () => 404 },
  {
    names: phrases("code"),
    number: (field) => field.random.integer(100, 999),
    text: (field) => [
      `${base64(field.random, 1).toUpperCase().slice(0, 3)}-${field.random.integer(100, 999)}`,
      base64(field.random, 2).toUpperCase().slice(0, 6),
    ],
  },
  { names: phrases("symbol, ticker"), text: (field) => companyOf(field).ticker },
  { names: phrases("emoji, reaction"), text: (field) => choose(field, ["👍", "🎉", "❤️", "😀", "🚀"]) },
  {
    names: phrases("cron, cron expression, schedule"),
    text: (field) => choose(field, ["0 3 * * *", "*/15 * * * *", "0 9 * * 1-5", "30 6 1 * *"]),
  },
  { names: phrases("regex, pattern, regexp"), text: () => "^[a-z0-9-]+$" },
  {
    names: phrases("query, search, search term, q, search query, keyword text, filter, expression, term"),
    text: (field) =>
      choose(field, ["desk lamp", "open invoices", "delivery time", "gift ideas", "running shoes", "opening hours"]),
  },
];

function semver(field: Field): readonly string[] {
  const [major, minor, patch] = [field.random.integer(1, 4), field.random.integer(0, 12), field.random.integer(0, 9)];
  return [`${major}.${minor}.${patch}`, `v${major}.${minor}.${patch}`, `${major}.${minor}`, `v${major}`, String(major)];
}
