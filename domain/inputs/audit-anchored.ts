import type { AuditAnchor } from "../governance/audit-anchor.ts";

/** The newest line of the audit trail was signed and written down outside. It decides nothing: others are told of it. */
export interface AuditAnchored {
  readonly kind: "audit-anchored";
  readonly anchor: AuditAnchor;
}
