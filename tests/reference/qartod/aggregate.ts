import type { QualityFlag } from "../../../domain/observations/quality.ts";

/** Worst first. */
const precedence: readonly QualityFlag[] = [4, 3, 1, 2, 9];

/** The flag that stands for several: 4 before 3 before 1 before 2 before 9; 2 for none at all. */
export function aggregateFlag(flags: readonly QualityFlag[]): QualityFlag {
  return precedence.find((flag) => flags.includes(flag)) ?? 2;
}

/**
 * One flag a sample from those of several tests.
 *
 * @param tests each as long as the others
 * @see IOOS QARTOD, aggregate flag
 */
export function aggregate(tests: readonly (readonly QualityFlag[])[]): readonly QualityFlag[] {
  return (tests[0] ?? []).map((_flag, index) => aggregateFlag(tests.map((flags) => flags[index] ?? 9)));
}
