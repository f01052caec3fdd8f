import type { AuditAnchor } from "../../domain/governance/audit-anchor.ts";
import type { HubEvent } from "../../domain/governance/event.ts";
import { idFrom } from "../../domain/ids.ts";
import { fill } from "../../locales/fill.ts";
import { auditEventTexts } from "../../locales/record/audit.ts";

/** What others are told of an anchor: its line, ready to be kept as it is. Pages nobody. */
export function anchoredEvent(anchor: AuditAnchor): HubEvent {
  const { auditSeq, chain, at, keyId } = anchor;
  const blanks = { count: auditSeq, chain: chain.slice(0, 16) };
  return {
    type: "audit.anchored",
    id: idFrom("event", "audit", auditSeq, chain),
    subject: "audit",
    level: null,
    isUrgent: false,
    at,
    data: {
      ...{ auditSeq, chain, keyId, signedAt: at },
      line: JSON.stringify(anchor),
      title: auditEventTexts.title,
      message: fill(auditEventTexts.message, blanks),
    },
  };
}
