import { scrambled } from "../seeded-random.ts";

/** A whole number in [0, 2^32) that depends on nothing but the two given: chance that comes out the same again. */
export function mixed(a: number, b: number): number {
  return scrambled(Math.imul((a ^ 0x9e3779b9) >>> 0, 0x85ebca6b) ^ Math.imul(b | 0, 0xc2b2ae35));
}

/** A number in [0, 1) for the `turn`th draw of `who` under a seed. */
export function chance(seed: number, who: number, turn: number): number {
  return mixed(mixed(seed, who), turn) / 2 ** 32;
}

/** A seed that depends on a name too. */
export function seedOf(seed: number, name: string): number {
  let hash = seed | 0;
  for (let at = 0; at < name.length; at++) hash = mixed(hash, name.charCodeAt(at));
  return hash;
}
