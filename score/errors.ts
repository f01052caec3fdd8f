/** Codes that score/ throws. */
export const scoreErrors = {
  "score.bad_truth":
    "A truth file holds a line that is none, or is of another city than the one named; write it anew with `guanlan simulate --truth`.",
} as const;
