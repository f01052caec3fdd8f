import type { Clock } from "../../domain/clock.ts";
import type { AuditAnchor } from "../../domain/governance/audit-anchor.ts";
import type { EntryPort } from "../../processor/ports.ts";
import { keepAnchor, signAnchor } from "../../record/audit/anchors.ts";
import type { SigningKey } from "../../record/signing-key.ts";
import type { StateQueries } from "../../store/ports.ts";

export interface Anchoring {
  readonly queries: Pick<StateQueries, "audit">;
  readonly entries: EntryPort;
  readonly key: SigningKey;
  readonly folder: string;
  /** The hub, as webhooks name it. */
  readonly hub: string;
  readonly clock: Clock;
}

/**
 * Signs the newest line of the audit trail, writes that outside and tells others of it.
 *
 * @returns null where the trail has no line yet
 */
export async function anchorTrail({
  queries,
  entries,
  key,
  folder,
  hub,
  clock,
}: Anchoring): Promise<AuditAnchor | null> {
  const { rows } = await queries.audit({}, { limit: 1, before: null });
  const newest = rows[0];
  if (newest === undefined) return null;
  const anchor = signAnchor(newest, { key, hub, at: clock() });
  // The file first: nobody is told of an anchor that is nowhere.
  keepAnchor(folder, anchor);
  await entries.enter({ kind: "audit-anchored", anchor });
  return anchor;
}
