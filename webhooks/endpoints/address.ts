import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * Whether an address is one of the public internet. IPv4 is public unless set aside; IPv6 is public only where global
 * unicast has been handed out and no IPv4 address hides within (mapped, NAT64, 6to4, Teredo).
 *
 * @param address as `node:net` gives it; false for a zone id and for anything that is no address
 * @see IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !setAside.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  return globalUnicast.check(address, "ipv6") && !setAside.check(address, "ipv6");
}

/** Addresses that no host name may lead to, not even one the operator allows: metadata services and whole networks. */
export function isNeverReachedByName(address: string): boolean {
  if (isIPv4(address)) return neverByName.check(address, "ipv4");
  return !isIPv6(address) || address.includes("%") || neverByName.check(address, "ipv6");
}

const setAside = listOf(
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // shared (CGNAT); holds Alibaba Cloud's metadata service
  ["127.0.0.0", 8], // loopback
  ["168.63.129.16", 32], // Azure's platform service, on a public address
  ["169.254.0.0", 16], // link-local; holds most metadata services
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments; holds Oracle Cloud's metadata service
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relay
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
  ["2001::", 23], // Teredo, ORCHID, benchmarks
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4
  ["3fff::", 20], // documentation
);

const globalUnicast = listOf(["2000::", 3]);

const neverByName = listOf(
  ["0.0.0.0", 8],
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["192.0.0.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 128],
  ["64:ff9b::", 32], // NAT64: an IPv4 address of any kind behind it
  ["fd00:ec2::", 32], // Amazon's metadata service
  ["fe80::", 10],
  ["ff00::", 8],
);

function listOf(...subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv4(net) ? "ipv4" : "ipv6");
  return list;
}
