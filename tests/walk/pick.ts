/** Gives numbers from 0 up to 1. */
export type Random = () => number;

export function pick<Each>(random: Random, from: readonly Each[]): Each {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}
