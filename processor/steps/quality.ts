import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { FlagSet } from "../../domain/inputs/acts/flag-set.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import { brokenGauges } from "../../domain/inputs/setup-changes.ts";
import type { ReadingChecks } from "../../quality/live-checks.ts";
import { qualitySaved } from "../../quality/saved-quality.ts";
import { mayJudge } from "../../rules/engine/judging-input.ts";
import type { Draft } from "../draft.ts";
import { journalSinceChanges } from "../journal-since-changes.ts";
import {
  type Handlers,
  ignore,
  ignoresGovernance,
  newDue,
  newMeter,
  type RestorePoint,
  type Step,
  savedOf,
} from "../step.ts";

export interface QualityParts {
  readonly gate: ReadingChecks;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
}

/** Holds doubtful readings back from rules, flags what failed, and takes flags that people set. */
export function qualityStep({ gate, keys }: QualityParts): Step {
  const meter = newMeter();
  const due = newDue({ isAfterRows: true });

  function handOn(draft: Draft): void {
    due.nextAt = gate.nextDueAt;
    const changes = gate.takeFlagChanges();
    if (changes.length === 0) return;
    meter.findings += changes.length;
    draft.found.flagChanges.push(...changes);
    draft.effects.flagChanges.push(...changes);
  }

  function setFlag({ entry: { gaugeId, observedAt, flag } }: LoggedEntry<FlagSet>, draft: Draft): void {
    const gauge = keys.get(gaugeId);
    if (gauge === undefined) return;
    // What a person says of a reading stands in the place of what the checks said.
    const change = { gauge, gaugeId, observedAt, flag, checks: 0 };
    meter.findings += 1;
    draft.found.flagChanges.push(change);
    draft.effects.flagChanges.push(change);
  }

  const on: Handlers = {
    row({ row }, draft) {
      if (!mayJudge(row)) return;
      draft.found.judgeable = gate.check(row);
      handOn(draft);
    },
    tick({ at, isAfterRows }, draft) {
      if (!isAfterRows || gate.nextDueAt > at) return;
      draft.found.judgeable = gate.releaseDue(at);
      handOn(draft);
    },
    "flag-set": ({ logged }, draft) => setFlag(logged, draft),
    "gauges-changed"({ logged }, draft) {
      const judgeable = brokenGauges(logged.entry, keys).flatMap((gauge) => gate.startAfresh(gauge));
      if (judgeable.length > 0) draft.found.judgeable = judgeable;
      handOn(draft);
    },
    "hub-started": ignore,
    "mode-set": ignore,
    "order-given": ignore,
    ...ignoresGovernance,
    "rules-activated": ignore,
    "device-reported": ignore,
    "readings-refused": ignore,
    "readings-repeated": ignore,
  };

  return {
    name: "quality",
    on,
    due,
    meter,
    async restore({ state, journal }: RestorePoint) {
      const since = await journalSinceChanges(journal, keys, state.position);
      await gate.restore(savedOf(state, qualitySaved), since, state.position);
      due.nextAt = gate.nextDueAt;
    },
    save(draft) {
      draft.effects.saved.push(...gate.drainChanges());
    },
  };
}
