import type { Delivery } from "../../api/wire.ts";

/** How one endpoint was told of what happened to a case. */
export interface EndpointDeliveries {
  readonly endpointId: string;
  readonly newest: Delivery;
  /** Those that did not arrive first, the newest of each first. */
  readonly rows: readonly Delivery[];
  readonly delivered: number;
  readonly pending: number;
  readonly dead: number;
}

const gravity: Readonly<Record<Delivery["state"], number>> = { dead: 2, pending: 1, delivered: 0 };

/** Endpoints, those with something that did not arrive first. @param rows newest first */
export function byEndpoint(rows: readonly Delivery[]): readonly EndpointDeliveries[] {
  const groups = Map.groupBy(rows, ({ endpointId }) => endpointId);
  const all = [...groups].flatMap(([endpointId, of]): EndpointDeliveries[] => {
    const [newest] = of;
    if (newest === undefined) return [];
    const count = (state: Delivery["state"]) => of.filter((each) => each.state === state).length;
    const rows = of.toSorted((a, b) => gravity[b.state] - gravity[a.state]);
    return [
      { endpointId, newest, rows, delivered: count("delivered"), pending: count("pending"), dead: count("dead") },
    ];
  });
  const worst = ({ dead, pending }: EndpointDeliveries): number =>
    dead > 0 ? gravity.dead : pending > 0 ? gravity.pending : gravity.delivered;
  return all.sort((a, b) => worst(b) - worst(a) || a.endpointId.localeCompare(b.endpointId));
}
