import { deviceIdText, idText } from "../../city/city-schema.ts";
import type { Position } from "../../domain/city/area-outline.ts";
import {
  degreeWords,
  importances,
  intervalUnits,
  rangeWords,
  sexagesimal,
} from "../../locales/city-builder/sheet-words.ts";

/** A number as people write it, full-width digits and a sign before it included; null for none. */
export function numberOf(text: string): number | null {
  const written = text.normalize("NFKC").trim();
  return /^[-+]?\d+(\.\d+)?$/.test(written) ? Number(written) : null;
}

/** Degrees: `113.637`, `113.637°`, `E113.637`, `113°38′13″`; null where it is none of these. */
export function degreesOf(text: string): number | null {
  const written = text.normalize("NFKC").replaceAll(degreeWords, "");
  const plain = numberOf(written.replace(/°$/, ""));
  if (plain !== null) return plain;
  const [, degrees, minutes, seconds = "0"] = sexagesimal.exec(written) ?? [];
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

/**
 * An interval as city files write it: `5min` of `5分钟`, `5 min`, or of `5` below a heading that names the unit.
 *
 * @param bracketed what the heading has in brackets
 * @returns null where no unit is named, or it is nothing of the kind
 */
export function intervalOf(text: string, bracketed: string): string | null {
  const [, count, word = ""] = /^(\d+(?:\.\d+)?)\s*(.*)$/.exec(text.normalize("NFKC").trim()) ?? [];
  const named = word === "" ? bracketed : word;
  const unit = [...intervalUnits].find(([words]) => words.test(named))?.[1];
  return count === undefined || unit === undefined || Number(count) <= 0 ? null : `${Number(count)}${unit}`;
}

/** `0~5`, `0-5`, `0至5`: both ends of a range in one cell; one number alone is its upper end, from 0 up. */
export function rangeOf(text: string): readonly [min: number, max: number] | null {
  const written = text.normalize("NFKC").trim();
  const [, low, high] = rangeWords.exec(written) ?? [];
  if (low !== undefined && high !== undefined) return Number(low) < Number(high) ? [Number(low), Number(high)] : null;
  const max = numberOf(written);
  return max === null || max <= 0 ? null : [0, max];
}

export function importanceOf(text: string): 1 | 2 | 3 | null {
  return importances[text.toLowerCase()] ?? null;
}

/** Whether a city file takes it as an id. */
export function isId(text: string): boolean {
  return idText.safeParse(text).success;
}

export function isDeviceId(text: string): boolean {
  return deviceIdText.safeParse(text).success;
}
