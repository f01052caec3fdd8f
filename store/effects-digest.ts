import { createHash } from "node:crypto";
import type { Effects } from "./ports.ts";

/** What is kept of effects as JSON, each item in the order of its list. Made once, for the digest and for the rows. */
export interface EffectTexts {
  readonly saved: readonly string[];
  readonly transitions: readonly string[];
  readonly missedPeaks: readonly string[];
  readonly cases: readonly string[];
  readonly caseEntries: readonly string[];
  readonly warnings: readonly string[];
  /** Of each bulletin all but its XML. */
  readonly bulletins: readonly string[];
  readonly responses: readonly string[];
  readonly orders: readonly string[];
  readonly devices: readonly string[];
  /** Of each event its data. */
  readonly events: readonly string[];
}

export function textsOf(effects: Effects): EffectTexts {
  return {
    saved: effects.saved.map(({ state }) => JSON.stringify(state)),
    transitions: textsOfAll(effects.transitions),
    missedPeaks: textsOfAll(effects.missedPeaks),
    cases: textsOfAll(effects.cases),
    caseEntries: effects.caseEntries.map(({ entry }) => JSON.stringify(entry)),
    warnings: textsOfAll(effects.warnings),
    bulletins: textsOfAll(effects.bulletins.map(({ xml: _, ...facts }) => facts)),
    responses: textsOfAll(effects.responses),
    orders: effects.orders.map(({ order }) => JSON.stringify(order)),
    devices: textsOfAll(effects.devices),
    events: effects.events.map(({ data }) => JSON.stringify(data)),
  };
}

function textsOfAll(values: readonly object[]): readonly string[] {
  return values.map((value) => JSON.stringify(value));
}

/** By which a commit that is tried again is known to be the one that took effect: SHA-256 over all of the effects, hex. */
export function digestOf(effects: Effects, texts: EffectTexts = textsOf(effects)): string {
  const digest = createHash("sha256").update(JSON.stringify(withoutTexts(effects)));
  // Ends of texts cannot be mistaken: no JSON text holds a bare line feed, and the numbers of each kind stand above.
  for (const list of Object.values(texts) as (readonly string[])[]) for (const text of list) digest.update(`${text}\n`);
  for (const { xml } of effects.bulletins) digest.update(`${xml.length}\n${xml}\n`);
  for (const { body } of effects.bodies) digest.update(`${body.length}\n${body}\n`);
  return digest.digest("hex");
}

/** Everything of effects that `textsOf` and the bodies leave out. */
function withoutTexts(effects: Effects): object {
  const { transitions, missedPeaks, cases, warnings, bulletins, responses, devices, bodies, ...rest } = effects;
  return {
    ...rest,
    counts: [transitions, missedPeaks, cases, warnings, bulletins, responses, devices].map(({ length }) => length),
    bodies: bodies.map(({ eventId, format }) => [eventId, format]),
    // What a line records stands above, or in the log.
    audit: effects.audit.map(({ recorded: _, ...fact }) => fact),
    saved: effects.saved.map(({ step, key }) => [step, key]),
    caseEntries: effects.caseEntries.map(({ caseId, entryNo }) => [caseId, entryNo]),
    orders: effects.orders.map(({ entrySeq, at }) => [entrySeq, at]),
    events: effects.events.map(({ id, type, subject, level, isUrgent, at }) => [
      id,
      type,
      subject,
      level,
      isUrgent,
      at,
    ]),
  };
}
