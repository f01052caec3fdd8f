import { quantile } from "../../domain/numbers.ts";

/** Depth of water over a road at which it is to be closed, m: the red line painted at Beijing's underpasses. */
export const closingLineM = 0.27;

/** What became of one case, for the rule whose alarm opened it. Instants in ms since 1970; null for what never was, or is not known yet. */
export interface RuleCase {
  readonly ruleId: string;
  /** Voided: there was nothing. */
  readonly isFalse: boolean;
  /** Our clock when somebody was called about it for the first time. */
  readonly calledAt: number | null;
  /** The water of its place stood highest; null while it may still rise. */
  readonly peakAt: number | null;
  /** The water over the road of its place came to the closing line. */
  readonly closingLineAt: number | null;
}

/** How long before something the first call came, ms; below 0 where it came after. */
export interface LeadSpread {
  /** Cases with both. */
  readonly count: number;
  /** Of these, those in which the call came first. */
  readonly before: number;
  readonly medianMs: number | null;
  readonly shortestMs: number | null;
}

/** What became of the cases that one rule opened. */
export interface RuleOutcome {
  readonly ruleId: string;
  readonly cases: number;
  readonly falseAlarms: number;
  /** False alarms left out. */
  readonly called: number;
  readonly toPeak: LeadSpread;
  readonly toClosingLine: LeadSpread;
}

/** Rules by what became of their cases, those with most false alarms first. Pure. */
export function ruleOutcomes(cases: readonly RuleCase[]): readonly RuleOutcome[] {
  return [...Map.groupBy(cases, ({ ruleId }) => ruleId)]
    .map(([ruleId, of]) => outcomeOf(ruleId, of))
    .toSorted((a, b) => b.falseAlarms - a.falseAlarms || b.cases - a.cases || (a.ruleId < b.ruleId ? -1 : 1));
}

function outcomeOf(ruleId: string, of: readonly RuleCase[]): RuleOutcome {
  const real = of.filter(({ isFalse }) => !isFalse);
  return {
    ruleId,
    cases: of.length,
    falseAlarms: of.length - real.length,
    called: real.filter(({ calledAt }) => calledAt !== null).length,
    toPeak: spreadOf(real, ({ peakAt }) => peakAt),
    toClosingLine: spreadOf(real, ({ closingLineAt }) => closingLineAt),
  };
}

function spreadOf(cases: readonly RuleCase[], until: (of: RuleCase) => number | null): LeadSpread {
  const leads = cases
    .flatMap((each) => {
      const end = until(each);
      return end === null || each.calledAt === null ? [] : [end - each.calledAt];
    })
    .toSorted((a, b) => a - b);
  const isEmpty = leads.length === 0;
  return {
    count: leads.length,
    before: leads.filter((lead) => lead >= 0).length,
    medianMs: isEmpty ? null : Math.round(quantile(leads, 0.5)),
    shortestMs: leads[0] ?? null,
  };
}
