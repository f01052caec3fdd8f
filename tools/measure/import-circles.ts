/** What imports what. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Groups whose members all reach one another by imports; sorted, largest first. Empty when nothing imports itself by a detour.
 *
 * @see Tarjan, Depth-first search and linear graph algorithms, 1972
 */
export function importCircles(graph: ImportGraph): readonly (readonly string[])[] {
  const search: Search = { graph, indexes: new Map(), lows: new Map(), path: [], circles: [] };
  for (const node of graph.keys()) if (!search.indexes.has(node)) visit(node, search);
  return search.circles.toSorted((a, b) => b.length - a.length || (a.join() < b.join() ? -1 : 1));
}

interface Search {
  readonly graph: ImportGraph;
  /** Order in which nodes were met. */
  readonly indexes: Map<string, number>;
  /** Earliest node on the path that a node reaches. */
  readonly lows: Map<string, number>;
  readonly path: string[];
  readonly circles: string[][];
}

function visit(node: string, search: Search): number {
  const { graph, indexes, lows, path, circles } = search;
  const index = indexes.size;
  indexes.set(node, index);
  path.push(node);
  let low = index;
  for (const next of graph.get(node) ?? []) {
    if (!indexes.has(next)) low = Math.min(low, visit(next, search));
    else if (path.includes(next)) low = Math.min(low, indexes.get(next) ?? low);
  }
  lows.set(node, low);
  if (low === index) {
    const group = path.splice(path.indexOf(node));
    if (group.length > 1 || graph.get(node)?.has(node) === true) circles.push(group.toSorted());
  }
  return low;
}
