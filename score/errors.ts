export const scoreErrorCodes = ["score.bad_truth"] as const;
