/** Words that lie close to each other are moved apart, and none below the end, so that each can be read. @param places rising */
export function spreadOut(places: readonly number[], apart: number, end: number): readonly number[] {
  const down: number[] = [];
  for (const place of places) down.push(Math.max(place, (down.at(-1) ?? Number.NEGATIVE_INFINITY) + apart));
  const lastFits = (index: number): number => end - (places.length - 1 - index) * apart;
  return down.map((place, index) => Math.min(place, lastFits(index)));
}
