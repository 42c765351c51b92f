import { answering } from "../document.ts";
import type { Around, HostileCase } from "../hostile-case.ts";

function refers(name: string, referenceOf: (around: Around) => string, others: Partial<HostileCase> = {}): HostileCase {
  return {
    name: `by a reference to ${name}`,
    files: (around) => ({ "a.json": answering({ $ref: referenceOf(around) }) }),
    answers: { "GET /a": 200 },
    ...others,
  };
}

const allowed = ({ canaryHost }: Around): readonly string[] => ["--allow-remote-ref", canaryHost];
const metadata = "latest/meta-data/iam";

/** References into the network: nothing but what the user allows is asked, and that within limits. */
export const network: readonly HostileCase[] = [
  refers("a host that nobody allowed", ({ canary }) => `${canary}/good.yaml`),
  refers("the metadata of a cloud", () => `http://169.254.169.254/${metadata}`),
  refers("the same by IPv6", () => `http://[::ffff:169.254.169.254]/${metadata}`),
  refers("the same as a decimal number", () => `http://2852039166/${metadata}`),
  refers("the same in octal", () => `http://0251.0376.0251.0376/${metadata}`),
  refers("the same in hexadecimal", () => `http://0xa9fea9fe/${metadata}`),
  refers("the same with a dot behind", () => `http://169.254.169.254./${metadata}`),
  refers("the same without a scheme", () => `//169.254.169.254/${metadata}`),
  refers("the same with credentials in front", ({ canaryHost }) => `http://${canaryHost}@169.254.169.254/${metadata}`, {
    flags: allowed,
  }),
  refers(
    "a name that leads to the metadata, though it is allowed",
    () => `http://metadata.attacker.example/${metadata}`,
    { flags: ["--allow-remote-ref", "metadata.attacker.example"] },
  ),
  refers("a name that leads into the intranet, though it is allowed", () => "http://intranet.attacker.example/", {
    flags: ["--allow-remote-ref", "intranet.attacker.example"],
  }),
  refers("what other schemes name", () => "gopher://127.0.0.1:6379/_FLUSHALL"),
  refers("data:", () => "data:application/json,{}"),
  refers("a port of another service", () => "http://127.0.0.1:22/", { flags: allowed }),
  refers("an allowed host that redirects to the metadata", ({ canary }) => `${canary}/to-metadata`, {
    flags: allowed,
    fetches: ["/to-metadata"],
  }),
  refers("an allowed host that redirects into the intranet", ({ canary }) => `${canary}/to-intranet`, {
    flags: allowed,
    fetches: ["/to-intranet"],
  }),
  refers("an allowed host that redirects to a file", ({ canary }) => `${canary}/to-file`, {
    flags: allowed,
    fetches: ["/to-file"],
  }),
  refers("an allowed host that redirects without end", ({ canary }) => `${canary}/to-itself`, {
    flags: allowed,
    fetches: ["/to-itself"],
  }),
  refers("52 MB in a few kilobytes", ({ canary }) => `${canary}/huge`, { flags: allowed, fetches: ["/huge"] }),
  refers("100 000 levels from the network", ({ canary }) => `${canary}/deep`, { flags: allowed, fetches: ["/deep"] }),
  refers("a server that never answers", ({ canary }) => `${canary}/never`, {
    flags: allowed,
    fetches: ["/never"],
    isKeptWaiting: true,
  }),
  refers("a server that drips", ({ canary }) => `${canary}/drip`, {
    flags: allowed,
    fetches: ["/drip"],
    isKeptWaiting: true,
  }),
  refers("a file from the network that refers to one of this machine", ({ canary }) => `${canary}/back`, {
    flags: allowed,
    fetches: ["/back"],
  }),
  refers("files from the network of which each names the next", ({ canary }) => `${canary}/chain/0`, {
    flags: allowed,
    answers: { "GET /a": 501 },
    fetches: Array.from({ length: 1_000 }, (_, at) => `/chain/${at}`),
  }),
];
