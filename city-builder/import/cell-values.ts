import type { Position } from "../../domain/city/area-outline.ts";

/** A number as people write it, full-width digits and a sign before it included; null for none. */
export function numberOf(text: string): number | null {
  const written = text.normalize("NFKC").trim();
  return /^[-+]?\d+(\.\d+)?$/.test(written) ? Number(written) : null;
}

/** Degrees: `113.637`, `113.637°`, `E113.637`, `113°38′13″`; null where it is none of these. */
export function degreesOf(text: string): number | null {
  const written = text.normalize("NFKC").replaceAll(/[EN东北经纬\s]/gi, "");
  const plain = numberOf(written.replace(/°$/, ""));
  if (plain !== null) return plain;
  const [, degrees, minutes, seconds = "0"] =
    /^(\d+)[°度](\d+(?:\.\d+)?)[′'分](?:(\d+(?:\.\d+)?)(?:″|"|''|′′|秒)?)?$/.exec(written) ?? [];
  if (degrees === undefined || Number(minutes) >= 60 || Number(seconds) >= 60) return null;
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
}

/** `113.637, 34.788`: two degrees in one cell, as they stand. */
export function degreePairOf(text: string): Position | null {
  const [first, second, ...more] = text.normalize("NFKC").split(/\s*[,;、\s]\s*/);
  if (first === undefined || second === undefined || more.length > 0) return null;
  const [x, y] = [degreesOf(first), degreesOf(second)];
  return x === null || y === null ? null : [x, y];
}

const intervalUnits: readonly (readonly [RegExp, string])[] = [
  [/^(s|sec|second|seconds|秒)$/i, "s"],
  [/^(m|min|mins|minute|minutes|分|分钟)$/i, "min"],
  [/^(h|hour|hours|时|小时)$/i, "h"],
  [/^(d|day|days|天|日)$/i, "d"],
];

/**
 * An interval as city files write it: `5min` of `5分钟`, `5 min`, or of `5` below a heading that names the unit.
 *
 * @param bracketed what the heading has in brackets
 * @returns null where no unit is named, or it is nothing of the kind
 */
export function intervalOf(text: string, bracketed: string): string | null {
  const [, count, word = ""] = /^(\d+(?:\.\d+)?)\s*(.*)$/.exec(text.normalize("NFKC").trim()) ?? [];
  const named = word === "" ? bracketed : word;
  const unit = intervalUnits.find(([words]) => words.test(named))?.[1];
  return count === undefined || unit === undefined || Number(count) <= 0 ? null : `${Number(count)}${unit}`;
}

/** `0~5`, `0-5`, `0至5`: both ends of a range in one cell; one number alone is its upper end, from 0 up. */
export function rangeOf(text: string): readonly [min: number, max: number] | null {
  const written = text.normalize("NFKC").trim();
  const [, low, high] = /^(-?\d+(?:\.\d+)?)\s*(?:~|-|–|—|至|到|\.\.)\s*(-?\d+(?:\.\d+)?)$/.exec(written) ?? [];
  if (low !== undefined && high !== undefined) return Number(low) < Number(high) ? [Number(low), Number(high)] : null;
  const max = numberOf(written);
  return max === null || max <= 0 ? null : [0, max];
}

const importances: Readonly<Record<string, 1 | 2 | 3>> = {
  ...{ "1": 1, "2": 2, "3": 3, 一般: 1, 普通: 1, 重要: 2, 重点: 3, 特别重要: 3 },
  ...{ ordinary: 1, important: 2, critical: 3 },
};

export function importanceOf(text: string): 1 | 2 | 3 | null {
  return importances[text.toLowerCase()] ?? null;
}
