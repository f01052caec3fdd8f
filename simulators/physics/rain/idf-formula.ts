/**
 * Intensity-duration-frequency formula of a city: `q = 167 A (1 + C lg P) / (t + b)^n`, q in L/(s ha), t in minutes, P in years.
 *
 * @see GB 50014, storm intensity formula 暴雨强度公式
 */
export interface IdfFormula {
  /** 167 A: L/(s ha) at P 1 and (t + b) 1. */
  readonly scale: number;
  /** C. */
  readonly growth: number;
  /** b, minutes. */
  readonly offsetMinutes: number;
  /** n. */
  readonly exponent: number;
  /** Where the numbers are from. */
  readonly source: string;
  /** True once somebody has held them against the city's own publication. */
  readonly isVerified: boolean;
}

/**
 * Zhengzhou as most often quoted; good for P up to 100 a and durations up to 180 min. Five versions are in use there, and the one that
 * the planning bureau adopted was not to be had as text, so it is unverified.
 */
export const zhengzhouIdf: IdfFormula = {
  scale: 3073,
  growth: 0.892,
  offsetMinutes: 15.1,
  exponent: 0.824,
  source: "general knowledge of Zhengzhou's formula; versions of 1982, 2002 and 2015 differ, none was seen in print",
  isVerified: false,
};

/** L/(s ha) in a millimetre a minute, as the standard rounds it. */
const litresPerSecondHectare = 167;

/** `a` of `i = a / (t + b)^n` for one return period, i in mm/min. */
export function intensityScale(idf: IdfFormula, returnPeriodYears: number): number {
  return (idf.scale * (1 + idf.growth * Math.log10(returnPeriodYears))) / litresPerSecondHectare;
}

/** Depth of the heaviest rain of a duration, mm. */
export function designDepthMm(idf: IdfFormula, returnPeriodYears: number, minutes: number): number {
  return (intensityScale(idf, returnPeriodYears) * minutes) / (minutes + idf.offsetMinutes) ** idf.exponent;
}
