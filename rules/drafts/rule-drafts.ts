import type { Refusal } from "../../domain/governance/refusal.ts";
import type { RuleAction } from "../../domain/inputs/acts/rule-action.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import { isSamePerson } from "../../domain/people/person.ts";
import { fill } from "../../locales/fill.ts";
import { draftRefusalTexts } from "../../locales/rules/drafts.ts";
import type { RuleDraft } from "../ports.ts";

/** Drafts over and done with that are still shown. */
const mostOver = 50;

/** Sets of rules that wait for a second person or were approved: a function of the entries in the log. */
export class RuleDrafts {
  readonly #drafts = new Map<string, RuleDraft>();
  readonly #changed = new Set<string>();

  restore(saved: ReadonlyMap<string, RuleDraft>): void {
    const oldestFirst = [...saved.values()].sort((a, b) => a.draftedAt - b.draftedAt);
    for (const draft of oldestFirst) this.#drafts.set(draft.digest, draft);
  }

  of(digest: string): RuleDraft | null {
    return this.#drafts.get(digest) ?? null;
  }

  /** In the order in which they were drafted. */
  all(): readonly RuleDraft[] {
    return [...this.#drafts.values()];
  }

  /** @returns why it changes nothing; null where it does */
  act({ at, entry }: LoggedEntry<RuleAction>): Refusal | null {
    const { digest, action } = entry;
    const known = this.of(digest);
    if (action.do === "draft") return this.#draft(entry, action, at);
    if (known === null) return refusalOf("unknown", digest);
    if (action.do === "reject") {
      if (known.state !== "drafted" && known.state !== "approved") return refusalOf("over", digest);
      const { by } = entry;
      this.#set({ ...known, state: "rejected", rejected: { by, reason: action.reason, at }, files: [] });
      return null;
    }
    if (known.state !== "drafted") return refusalOf("over", digest);
    if (isSamePerson(known, entry)) return refusalOf("same-person", digest);
    this.#set({ ...known, state: "approved", approvedBy: entry.by, approvedAt: at });
    return null;
  }

  /** A set has taken over. */
  activated(digest: string, at: number): void {
    const draft = this.of(digest);
    if (draft?.state === "approved") this.#set({ ...draft, state: "activated", activatedAt: at });
  }

  /** What changed since the last call; null for what is forgotten. */
  drainChanges(): ReadonlyMap<string, RuleDraft | null> {
    const changed = new Map([...this.#changed].map((digest) => [digest, this.of(digest)] as const));
    this.#changed.clear();
    return changed;
  }

  #draft(
    { digest, by, accountId }: RuleAction,
    { note, origin, files, ruleCount }: Extract<RuleAction["action"], { readonly do: "draft" }>,
    draftedAt: number,
  ): Refusal | null {
    const known = this.of(digest);
    if (known !== null && (known.state === "drafted" || known.state === "approved")) return refusalOf("there", digest);
    this.#drafts.delete(digest);
    const untouched = { approvedBy: null, approvedAt: null, rejected: null, activatedAt: null };
    const drafted = { digest, ruleCount, by, accountId: accountId ?? null, origin, note, draftedAt, files };
    this.#set({ ...drafted, state: "drafted", ...untouched });
    this.#forgetOld();
    return null;
  }

  #forgetOld(): void {
    const over = this.all().filter(({ state }) => state === "rejected" || state === "activated");
    for (const { digest } of over.slice(0, Math.max(0, over.length - mostOver))) {
      this.#drafts.delete(digest);
      this.#changed.add(digest);
    }
  }

  #set(draft: RuleDraft): void {
    this.#drafts.set(draft.digest, draft);
    this.#changed.add(draft.digest);
  }
}

const codes = {
  unknown: "rules.no_draft",
  over: "rules.draft_over",
  there: "rules.draft_there",
  "same-person": "rules.draft_same_person",
  "not-approved": "rules.draft_not_approved",
} as const;

/** Why a word on a draft changes nothing. */
export function refusalOf(reason: keyof typeof codes, digest: string): Refusal {
  return { code: codes[reason], words: fill(draftRefusalTexts[reason], { digest }) };
}
