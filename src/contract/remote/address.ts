import { BlockList, isIP, isIPv4 } from "node:net";

/** IPv4 blocks that are not globally reachable (IANA special-purpose registry, RFC 6890), multicast, and the rest of 240/4. */
const privateV4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 " +
  "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4";

/**
 * Blocks inside 2000::/3 that are not globally reachable, or that carry an IPv4 address within: Teredo and its
 * neighbours, documentation, 6to4. Everything outside of 2000::/3 is not public either: loopback, `::ffff:` mapped,
 * NAT64 (64:ff9b::), unique-local, link-local, multicast.
 */
const privateV6 = "2001::/23 2001:db8::/32 2002::/16 3fff::/20";

const v4 = blocks(privateV4, "ipv4");
const v6 = blocks(privateV6, "ipv6");
const globalV6 = blocks("2000::/3", "ipv6");

/** Whether an IP address belongs to the open internet. What is no address does not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !v4.check(address, "ipv4");
  if (isIP(address) !== 6 || address.includes("%")) return false;
  return globalV6.check(address, "ipv6") && !v6.check(address, "ipv6");
}

/**
 * Whether a host is private by what it is called: an address that is not public, or a name that the public DNS cannot
 * hold (RFC 6761, RFC 6762, RFC 8375, ICANN's "internal"; names without a dot).
 *
 * @param hostname as `URL.hostname` has it
 */
export function isPrivateHost(hostname: string): boolean {
  const host = bareAddress(hostname);
  if (isIP(host) !== 0) return !isPublicAddress(host);
  const name = host.replace(/\.$/, "");
  return !name.includes(".") || /\.(localhost|local|internal|test|home\.arpa)$/.test(name);
}

/** "::1" for "[::1]"; anything else as it is. */
export function bareAddress(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

function blocks(subnets: string, family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets.split(" ")) {
    const [network = "", prefix] = subnet.split("/");
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
