/** Kinds of low places that differ in shape and size. */
export const pondShapes = ["tunnel", "underpass", "road"] as const;

export type PondShape = (typeof pondShapes)[number];

/** By its station's tags; a road where they say nothing. */
export function pondShapeOf(tags: readonly string[]): PondShape {
  return tags.includes("tunnel") ? "tunnel" : tags.includes("underpass") ? "underpass" : "road";
}

/** From and to: each place has its own between, drawn by the seed. */
export type Span = readonly [from: number, to: number];

export interface PondMarks {
  readonly areaHectares: Span;
  /** Linear reservoirs of its land, s: few kinds, so that the run-off of each is reckoned once. Ramps of a tunnel are steep. */
  readonly reservoirSeconds: readonly [number, ...number[]];
  readonly curveExponent: Span;
  /** Depth at the peak of a Chicago storm of P 3 a, m: the standard lets at most 0.15 m stand (GB 50014). */
  readonly peak3M: Span;
  /** Of P 50 a, m. */
  readonly peak50M: Span;
}

/**
 * What ponds are calibrated to (`calibrate-pond.ts`). Underpasses: 0.5 to 1.5 m once in 50 years. Roads: 0.5 to 2 m in the storms of the
 * last ten years at known ponding places of Zhengzhou (docs/standards.md). The tunnel's area gives the storage curve published of 2021,
 * about 2,840 m3 at 1 m with exponent 2.6.
 */
export const pondMarks: Readonly<Record<PondShape, PondMarks>> = {
  tunnel: {
    ...{ areaHectares: [22, 30], reservoirSeconds: [90, 120], curveExponent: [2.5, 2.6] },
    ...{ peak3M: [0.07, 0.12], peak50M: [1.42, 1.48] },
  },
  underpass: {
    ...{ areaHectares: [12, 30], reservoirSeconds: [300, 360, 420, 480], curveExponent: [2, 2.4] },
    ...{ peak3M: [0.06, 0.12], peak50M: [1.1, 1.45] },
  },
  road: {
    ...{ areaHectares: [8, 20], reservoirSeconds: [480, 600, 720, 840], curveExponent: [1.5, 1.5] },
    ...{ peak3M: [0.05, 0.1], peak50M: [0.5, 0.8] },
  },
};
