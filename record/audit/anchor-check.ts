import type { AuditAnchor } from "../../domain/governance/audit-anchor.ts";
import type { AuditRecord } from "../../domain/governance/audit-chain.ts";
import type { TrailFaultKind } from "../ports.ts";

/** Holds lines against what anchors say of them. */
export class AnchorCheck {
  readonly #chains = new Map<number, Set<string>>();
  #last = 0;
  #highest = 0;

  constructor(anchors: readonly AuditAnchor[]) {
    for (const { auditSeq, chain } of anchors) {
      const chains = this.#chains.get(auditSeq) ?? new Set();
      this.#chains.set(auditSeq, chains.add(chain));
      this.#highest = Math.max(this.#highest, auditSeq);
    }
  }

  faultAt({ auditSeq, chain }: AuditRecord): TrailFaultKind | null {
    this.#last = auditSeq;
    const chains = this.#chains.get(auditSeq);
    return chains === undefined || (chains.size === 1 && chains.has(chain)) ? null : "anchor";
  }

  /** At the end of the trail: no anchor names a line behind it. */
  faultAtEnd(): TrailFaultKind | null {
    return this.#highest > this.#last ? "anchor" : null;
  }
}
