/**
 * A number from 0 for each district that none of its neighbours has: districts in order of code take the least that is free
 * (greedy colouring).
 *
 * @param neighbours by street, the streets beside it
 */
export function districtColours(
  districtOfStreet: readonly string[],
  neighbours: readonly (readonly number[])[],
): ReadonlyMap<string, number> {
  const beside = new Map<string, Set<string>>();
  for (const [street, district] of districtOfStreet.entries()) {
    const near = beside.get(district) ?? new Set();
    for (const other of neighbours[street] ?? []) near.add(districtOfStreet[other] ?? district);
    beside.set(district, near);
  }
  const colours = new Map<string, number>();
  for (const district of [...beside.keys()].toSorted()) {
    const taken = new Set([...(beside.get(district) ?? [])].map((other) => colours.get(other)));
    let colour = 0;
    while (taken.has(colour)) colour += 1;
    colours.set(district, colour);
  }
  return colours;
}
