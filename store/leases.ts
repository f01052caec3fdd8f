import type { EndpointId } from "../domain/ids.ts";

/** Who may deliver to which endpoint, and until when. */
export interface Leases {
  /** @returns those of `endpointIds` that `owner` has from `now` until `untilAt` */
  take(
    owner: string,
    endpointIds: readonly EndpointId[],
    times: { readonly now: number; readonly untilAt: number },
  ): readonly EndpointId[];
}

/**
 * Leases of an outbox that one process alone can open. They last as long as the process: a hub that is started again has
 * them at once, and a full disk ends none.
 */
export function createLeases(): Leases {
  const held = new Map<EndpointId, { readonly owner: string; readonly untilAt: number }>();
  return {
    take(owner, endpointIds, { now, untilAt }) {
      return endpointIds.filter((endpointId) => {
        const lease = held.get(endpointId);
        if (lease !== undefined && lease.owner !== owner && lease.untilAt > now) return false;
        if (untilAt > now) held.set(endpointId, { owner, untilAt });
        else held.delete(endpointId);
        return untilAt > now;
      });
    },
  };
}
