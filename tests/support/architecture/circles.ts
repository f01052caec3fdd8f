/**
 * Every circle of a graph, as the shortest way round from the node that comes first in the alphabet: `["a", "b", "a"]`.
 * Of nodes that lie on several circles together, one circle is named.
 *
 * @param targetsByNode what each node leads to; targets that are no key lead nowhere
 */
export function circlesIn(targetsByNode: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const named = new Set<string>();
  const circles: (readonly string[])[] = [];
  for (const node of [...targetsByNode.keys()].sort()) {
    if (named.has(node)) continue;
    const circle = shortestWayRound(node, targetsByNode);
    if (circle === null) continue;
    for (const each of circle) named.add(each);
    circles.push(circle);
  }
  return circles;
}

/** The shortest way from a node back to itself; null where there is none. */
function shortestWayRound(
  start: string,
  targetsByNode: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null {
  const reached = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const longer: (readonly string[])[] = [];
    for (const way of ways) {
      for (const target of targetsByNode.get(way.at(-1) as string) ?? []) {
        if (target === start) return [...way, target];
        if (reached.has(target)) continue;
        reached.add(target);
        longer.push([...way, target]);
      }
    }
    ways = longer;
  }
  return null;
}
