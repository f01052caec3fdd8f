import { hash } from "node:crypto";
import type { Effects } from "./ports.ts";

/** By which a commit that is tried again is known to be the one that took effect. */
export function digestOf(effects: Effects): string {
  return hash("sha256", JSON.stringify(effects));
}
