import type { Hazard } from "../../domain/city/hazard.ts";
import { type Level, rankOf } from "../../domain/city/level.ts";
import { liveLevelOfWarning } from "../../domain/governance/live-case.ts";
import type { Warning } from "../../domain/governance/warning.ts";

/**
 * The words of CAP 1.2 for what a warning says (docs/standards.md, "Warnings in CAP"). Severity by colour agrees with the
 * colours of the WMO CAP Composer; urgency and certainty are our proposal.
 */
export interface CapTerms {
  readonly categories: readonly string[];
  readonly severity: "Extreme" | "Severe" | "Moderate" | "Minor";
  readonly urgency: "Immediate" | "Expected" | "Past";
  readonly certainty: "Observed" | "Likely" | "Possible";
  readonly responseType: "Monitor" | "Prepare" | "Execute" | "AllClear" | "Assess";
}

/** `Met` holds floods, as the standard says of it ("Meteorological, incl. flood"). */
const categoriesOf: Readonly<Record<Hazard, readonly string[]>> = {
  waterlogging: ["Met"],
  "river-flood": ["Met"],
  rainstorm: ["Met"],
  "toxic-gas": ["Health", "Safety"],
  "combustible-gas": ["Fire", "Safety"],
  "oxygen-deficiency": ["Health", "Safety"],
  "electric-leakage": ["Infra", "Safety"],
  "dam-failure": ["Infra"],
  "pump-failure": ["Infra"],
  "low-water": ["Env"],
  "blind-spot": ["Infra"],
};

const bySeverity = {
  blue: { severity: "Minor", urgency: "Expected", responseType: "Monitor" },
  yellow: { severity: "Moderate", urgency: "Expected", responseType: "Prepare" },
  orange: { severity: "Severe", urgency: "Immediate", responseType: "Execute" },
  red: { severity: "Extreme", urgency: "Immediate", responseType: "Execute" },
} as const satisfies Readonly<Record<Level, Pick<CapTerms, "severity" | "urgency" | "responseType">>>;

export function capTerms(warning: Warning): CapTerms {
  const categories = categoriesOf[warning.hazard];
  const terms = bySeverity[warning.level];
  if (warning.state === "lifted") {
    // A person may lift it while cases are open: then nobody says that all is clear.
    const responseType = Object.keys(warning.cases).length === 0 ? "AllClear" : "Assess";
    return { ...terms, categories, urgency: "Past", certainty: "Observed", responseType };
  }
  return { ...terms, categories, certainty: certaintyOf(warning) };
}

/** Observed is what live readings show, from orange on; what a person or late readings alone say is likely or possible. */
function certaintyOf(warning: Warning): CapTerms["certainty"] {
  const live = rankOf(liveLevelOfWarning(warning));
  if (live < rankOf(warning.level)) return "Possible";
  return rankOf(warning.level) >= rankOf("orange") ? "Observed" : "Likely";
}
