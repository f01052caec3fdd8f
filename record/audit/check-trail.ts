import { dayMs } from "../../domain/clock.ts";
import type { AuditAnchor } from "../../domain/governance/audit-anchor.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { TrailReader } from "../../store/ports.ts";
import type { TrailOutcome } from "../ports.ts";
import { type VerifyingKey, verifyingKey } from "../signing-key.ts";
import { isSignedBy } from "./anchors.ts";
import { verifyTrail } from "./verify-trail.ts";

export interface TrailSources {
  readonly reader: TrailReader;
  readonly anchors: readonly AuditAnchor[];
  /** Public key that they must be signed with, PEM; null where there is none. */
  readonly publicPem: string | null;
  readonly keepDeliveredDays: number;
  /** Our clock, ms since 1970. */
  readonly now: number;
  onLine?(line: AuditRecord): void;
}

/** Days by which retention may be behind. */
const graceDays = 2;

/**
 * Whether the audit trail is what was written, as far as chain, log, events, deliveries and anchors can tell.
 */
export async function checkTrail(sources: TrailSources): Promise<TrailOutcome> {
  const { anchors } = sources;
  const key = sources.publicPem === null ? null : verifyingKey(sources.publicPem);
  const forged = anchors.find((anchor) => !isGenuine(anchor, key));
  const eventsKeptSince = sources.now - (sources.keepDeliveredDays - graceDays) * dayMs;
  const { onLine } = sources;
  if (forged === undefined) {
    return verifyTrail(sources.reader, { anchors, eventsKeptSince, ...(onLine === undefined ? {} : { onLine }) });
  }
  const outcome = await verifyTrail(sources.reader, { anchors: [], eventsKeptSince });
  return { ...outcome, fault: outcome.fault ?? { kind: "anchor-signature", auditSeq: forged.auditSeq, line: null } };
}

function isGenuine(anchor: AuditAnchor, key: VerifyingKey | null): boolean {
  return key !== null && isSignedBy(key, anchor);
}
