import { canonicalJson } from "../canonical-json.ts";

/**
 * The newest line of the audit trail at one moment, signed: kept where nobody who can write to the hub can write, it shows
 * that no line up to there was changed, left out or put in since.
 */
export interface AuditAnchor {
  readonly version: 1;
  /** The hub, as `webhooks.source` names it. */
  readonly hub: string;
  readonly auditSeq: number;
  /** Chain value of that line, hex. */
  readonly chain: string;
  /** Our clock when it was signed, ms since 1970. */
  readonly at: number;
  /** SHA-256 of the public key's DER, the first 16 digits. */
  readonly keyId: string;
  /** Ed25519 over `anchoredText`, base64. */
  readonly signature: string;
}

/** What is signed of an anchor. */
export function anchoredText({ signature: _, ...anchored }: AuditAnchor): string {
  return canonicalJson(anchored);
}
