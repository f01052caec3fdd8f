import { networkInterfaces } from "node:os";
import { missing } from "../shared.ts";

/** An IPv4 address of this machine that is not loopback; null, said by name, where it has none. */
export function outsideAddress(): string | null {
  const found = Object.values(networkInterfaces())
    .flat()
    .find((address) => address !== undefined && !address.internal && address.family === "IPv4");
  if (found === undefined) missing("an address beside loopback", "a network");
  return found?.address ?? null;
}
