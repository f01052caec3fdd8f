import { canonicalJson } from "../../domain/canonical-json.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import { digestOf } from "../../domain/governance/audit-chain.ts";
import { type AuditedFact, factOfEvent } from "../../domain/governance/audited-facts.ts";
import type { SettledDelivery } from "../../domain/governance/delivery.ts";
import type { StoredEvent } from "../../domain/governance/event.ts";
import type { EventId } from "../../domain/ids.ts";
import type { RecordedEnd } from "../../domain/inputs/deliveries-settled.ts";

/** The event that a line records; null where it records something else. */
export function eventRefOf({ ref = "" }: AuditRecord): EventId | null {
  return ref.startsWith("event:") ? (ref.slice("event:".length) as EventId) : null;
}

/** The entry that a line records, and the code with which it was refused; null where it records something else. */
export function entryRefOf({
  ref = "",
}: AuditRecord): { readonly entrySeq: number; readonly refusal: string | null } | null {
  const found = /^entry:(\d+)(?: (\S+))?$/.exec(ref);
  return found === null ? null : { entrySeq: Number(found[1]), refusal: found[2] ?? null };
}

/** Whether a line says of a fact what it would have been written with. */
export function saysSame(line: AuditRecord, { recorded, ...fact }: AuditedFact): boolean {
  return (
    line.at === fact.at &&
    line.kind === fact.kind &&
    line.subject === fact.subject &&
    line.by === fact.by &&
    line.ref === fact.ref &&
    canonicalJson(line.caller ?? null) === canonicalJson(fact.caller ?? null) &&
    line.digest === digestOf(recorded)
  );
}

export function faultyEvent(line: AuditRecord, event: StoredEvent): boolean {
  return !saysSame(line, factOfEvent(event));
}

/** @param kept null for a delivery that is on its way */
export function faultyDelivery({ isInOrder: _, ...recorded }: RecordedEnd, kept: SettledDelivery | null): boolean {
  if (kept === null) return true;
  // The body goes with its retention.
  const bodyDigest = kept.bodyDigest === null ? null : recorded.bodyDigest;
  return canonicalJson({ ...recorded, bodyDigest }) !== canonicalJson(kept);
}
