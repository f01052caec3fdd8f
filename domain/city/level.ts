/** The four warning levels, mildest first: blue 蓝 IV, yellow 黄 III, orange 橙 II, red 红 I. */
export const levels = ["blue", "yellow", "orange", "red"] as const;

export type Level = (typeof levels)[number];

/** How grave a level is: 1 blue to 4 red, 0 for no level. */
export function rankOf(level: Level | null): number {
  return level === null ? 0 : levels.indexOf(level) + 1;
}

/** The rank of "unknown": above none and below blue, so that the worst of none and unknown is unknown. */
export const unknownRank = 0.5;

/** The level of a rank from `rankOf`; null for 0. */
export function levelOfRank(rank: number): Level | null {
  return rank === 0 ? null : (levels[rank - 1] ?? null);
}

/** The graver of two levels; null only when both are. */
export function worse(a: Level | null, b: Level | null): Level | null {
  return rankOf(a) >= rankOf(b) ? a : b;
}
