/** m3 since the scenario began, by number of the district; the last is the city's, the one before it of what is in no district. */
export interface BalanceSums {
  readonly rain: Float64Array;
  readonly inflow: Float64Array;
  readonly infiltration: Float64Array;
  readonly outflow: Float64Array;
  /** Number of the city. */
  readonly city: number;
}

export function createBalanceSums(districts: number): BalanceSums {
  const zeros = (): Float64Array => new Float64Array(districts + 2);
  return { rain: zeros(), inflow: zeros(), infiltration: zeros(), outflow: zeros(), city: districts + 1 };
}

/** Water comes into the city, in a district. */
export function enter(sums: BalanceSums, district: number, m3: number): void {
  sums.inflow[district]! += m3;
  sums.inflow[sums.city]! += m3;
}

/** Water goes out of the city from a district. */
export function leave(sums: BalanceSums, district: number, m3: number): void {
  sums.outflow[district]! += m3;
  sums.outflow[sums.city]! += m3;
}

/** Water goes from one district to another; for the city nothing changes. */
export function transfer(sums: BalanceSums, [from, to]: readonly [number, number], m3: number): void {
  if (from === to) return;
  sums.outflow[from]! += m3;
  sums.inflow[to]! += m3;
}

/** Rain on a catchment, and what of it dried up or seeped away. */
export function rained(
  sums: BalanceSums,
  district: number,
  { rainM3, lostM3 }: { readonly rainM3: number; readonly lostM3: number },
): void {
  sums.rain[district]! += rainM3;
  sums.rain[sums.city]! += rainM3;
  sums.infiltration[district]! += lostM3;
  sums.infiltration[sums.city]! += lostM3;
}
