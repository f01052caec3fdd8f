import { minuteMs } from "../../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../../domain/ids.ts";
import type { JournalledObservation } from "../../../domain/observations/observation.ts";
import type { BoundQuality } from "../../../quality/bind-quality.ts";
import { type QualityConfig, qualityConfigOf } from "../../../quality/quality-config.ts";
import { type JudgeableObservation, QualityGate, rowAsJournalled } from "../../../quality/quality-gate.ts";
import { memoryJournal } from "./rules-world.ts";

/** Depth on a road, a reading a minute: doubted from 6 cm a minute on. */
export const roadConfig: QualityConfig = configOf("depth", minuteMs);

/** Stage of a river, a reading in 5 minutes: doubted from 15 cm on. */
export const riverConfig: QualityConfig = configOf("stage", 5 * minuteMs);

function configOf(property: "depth" | "stage", expectedIntervalMs: number): QualityConfig {
  const config = qualityConfigOf({ property, expectedIntervalMs });
  if (config === null) throw new Error(`${property} is checked`);
  return config;
}

export function boundGauge(gauge: number, changes: Partial<BoundQuality> = {}): BoundQuality {
  return {
    gaugeId: `g${gauge}` as GaugeId,
    gauge: gauge as GaugeKey,
    isRain: changes.config === null,
    config: roadConfig,
    rain: [],
    alike: [],
    ...changes,
  };
}

/** What is given to a gate, in the order of the journal. */
export type GateInput =
  | { readonly kind: "row"; readonly row: JournalledObservation }
  | { readonly kind: "clock"; readonly to: number };

/** An observation handed to the rules, and when. */
export interface GateOutput extends JudgeableObservation {
  readonly handedAt: number;
}

export interface GateRun {
  readonly handed: readonly GateOutput[];
  /** The last flag and checks of each observation that was given others than the journal's, by `gauge at`. */
  readonly flags: ReadonlyMap<string, string>;
}

/**
 * Gives the moments to a gate as the engine does: what is due before a row is decided before it.
 *
 * @param restartsBefore indexes of moments before which the process is killed and only what was committed is left
 * @param isNoteKept false for the control: what the journal does not hold is lost
 */
export async function runGate(
  bound: readonly BoundQuality[],
  moments: readonly GateInput[],
  restartsBefore: ReadonlySet<number> = new Set(),
  isNoteKept = true,
): Promise<GateRun> {
  let gate = new QualityGate(bound);
  const handed: GateOutput[] = [];
  const flags = new Map<string, string>();
  const notes = new Map<string, string>();
  const rows: JournalledObservation[] = [];
  const hand = (judge: readonly JudgeableObservation[], handedAt: number): void => {
    handed.push(...judge.map((each) => ({ ...each, handedAt })));
  };
  const commit = (): void => {
    for (const { gauge, observedAt, flag, checks } of gate.takeFlagChanges()) {
      flags.set(`${gauge} ${observedAt}`, `${flag} ${checks}`);
    }
    const changed = gate.drainChanges();
    for (const { key, state } of isNoteKept ? changed : []) notes.set(key, JSON.stringify(state));
  };
  const passTime = (before: number): void => {
    while (gate.nextDueAt < before) {
      const due = gate.nextDueAt;
      hand(gate.releaseDue(due), due);
    }
  };
  for (const [index, moment] of moments.entries()) {
    if (restartsBefore.has(index)) {
      commit();
      gate = await restarted(bound, rows, notes);
    }
    if (moment.kind === "clock") {
      passTime(moment.to + 1);
      continue;
    }
    const { row } = moment;
    passTime(row.receivedAt);
    rows.push(row);
    const judge = gate.check(row);
    const { gauge, observedAt, value, flag } = row;
    hand(
      judge === rowAsJournalled ? [{ gauge, observedAt, value, flag, judged: null, trust: null }] : judge,
      row.receivedAt,
    );
  }
  commit();
  return { handed, flags };
}

async function restarted(
  bound: readonly BoundQuality[],
  rows: readonly JournalledObservation[],
  notes: ReadonlyMap<string, string>,
): Promise<QualityGate> {
  const gate = new QualityGate(bound);
  const saved = new Map([...notes].map(([key, text]): [string, unknown] => [key, JSON.parse(text)]));
  const recent = memoryJournal(rows).recent;
  await gate.restore(saved, { recent }, { row: rows.at(-1)?.journalSeq ?? 0, entry: 0 });
  return gate;
}
