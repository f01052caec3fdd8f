import type { Rule, RuleHits } from "../../api/wire.ts";

export interface RuleRow {
  readonly rule: Rule;
  /** Null for one that raised nothing, and while that is not known. */
  readonly hits: RuleHits["rows"][number] | null;
}

/** Rules with what they raised, the ones that raised most in front. */
export function byHits(rules: readonly Rule[], hits: RuleHits | null): readonly RuleRow[] {
  const known = new Map(hits?.rows.map((row) => [row.ruleId, row]));
  const rows = rules.map((rule): RuleRow => ({ rule, hits: known.get(rule.ruleId) ?? null }));
  const most = ({ hits: row }: RuleRow): number => (row === null ? 0 : row.raised + row.shadow);
  return rows.toSorted((a, b) => most(b) - most(a));
}
