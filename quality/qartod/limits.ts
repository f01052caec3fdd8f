import type { QualityFlag } from "../../domain/observations/quality.ts";

/** A value of a series; null where none was measured. */
export type Sample = number | null;

/** Beyond `suspect` a sample is doubted, beyond `fail` it fails. */
export interface FlagLimits {
  readonly suspect: number;
  /** Left out where nothing fails. */
  readonly fail?: number;
}

/** 1 up to `suspect`, 3 above it, 4 above `fail`; equal to a limit is still good. */
export function flagBeyond(size: number, { suspect, fail }: FlagLimits): QualityFlag {
  if (fail !== undefined && size > fail) return 4;
  return size > suspect ? 3 : 1;
}
