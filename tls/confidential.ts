import { BlockList, isIPv6, type Socket } from "node:net";
import { TLSSocket } from "node:tls";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether nobody on the way can read what a connection carries: TLS, or both ends on this machine. */
export function isConfidential(socket: Socket): boolean {
  if (socket instanceof TLSSocket) return true;
  const { remoteAddress } = socket;
  return remoteAddress !== undefined && isLoopback(remoteAddress);
}

/** An IPv4 address written as IPv6 counts as what it is. */
export function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
