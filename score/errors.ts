/** Codes that score/ throws. */
export const scoreErrors = {
  "score.bad_truth":
    "A truth file holds a line that is none, or is of another city than the one named; write it anew with `guanlan simulate --truth`.",
  "score.run_ended": "A scenario to be scored was ended before its time; run it again.",
} as const;
