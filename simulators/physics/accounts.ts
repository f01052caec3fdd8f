/** m3 since the scenario began, by number of the district; the last is the city, the one before it what is in no district. */
export interface Accounts {
  readonly rain: Float64Array;
  readonly inflow: Float64Array;
  readonly infiltration: Float64Array;
  readonly outflow: Float64Array;
  /** Number of the city's own account. */
  readonly city: number;
}

export function createAccounts(districts: number): Accounts {
  const account = (): Float64Array => new Float64Array(districts + 2);
  return { rain: account(), inflow: account(), infiltration: account(), outflow: account(), city: districts + 1 };
}

/** Water comes into the city, in a district. */
export function enter(accounts: Accounts, district: number, m3: number): void {
  accounts.inflow[district]! += m3;
  accounts.inflow[accounts.city]! += m3;
}

/** Water goes out of the city from a district. */
export function leave(accounts: Accounts, district: number, m3: number): void {
  accounts.outflow[district]! += m3;
  accounts.outflow[accounts.city]! += m3;
}

/** Water goes from one district to another; for the city nothing changes. */
export function transfer(accounts: Accounts, [from, to]: readonly [number, number], m3: number): void {
  if (from === to) return;
  accounts.outflow[from]! += m3;
  accounts.inflow[to]! += m3;
}

/** Rain of a catchment, and what of it dried up or seeped away. */
export function rained(
  accounts: Accounts,
  district: number,
  { rainM3, lostM3 }: { readonly rainM3: number; readonly lostM3: number },
): void {
  accounts.rain[district]! += rainM3;
  accounts.rain[accounts.city]! += rainM3;
  accounts.infiltration[district]! += lostM3;
  accounts.infiltration[accounts.city]! += lostM3;
}
