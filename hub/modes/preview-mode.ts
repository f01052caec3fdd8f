import type { OpenCases } from "../../cases/open-cases.ts";
import type { Silence } from "../../domain/alarms/order.ts";
import type { City, Gauge } from "../../domain/city/city.ts";
import { type Mode, usualModePolicy } from "../../domain/city/mode.ts";
import { type Clock, minuteMs } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { Entry, Input, LogSlice } from "../../domain/inputs/input.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import type { DeviceAsks } from "../../modes/device-asks.ts";
import type { ModePreview } from "../../modes/ports.ts";
import { compareTrials, compareWarnings } from "../../modes/preview.ts";
import { inputOf, inputsOf } from "../../processor/inputs.ts";
import { pause } from "../../processor/rule-change.ts";
import type { JudgingSteps } from "../../processor/steps.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { JournalReader, LatestValues, SavedState, StateStore } from "../../store/ports.ts";
import type { OpenWarnings } from "../../warnings/open-warnings.ts";
import { changedRules, longestDelayMs } from "./changed-rules.ts";
import { ModeTrial } from "./mode-trial.ts";
import { movedDecisions, movedLimits } from "./moved-by-mode.ts";

export interface PreviewParts {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly state: Pick<StateStore, "load">;
  readonly journal: JournalReader;
  readonly latest: Pick<LatestValues, "of">;
  readonly asks: Pick<DeviceAsks, "wouldAsk">;
  readonly cases: Pick<OpenCases, "openNow">;
  readonly warnings: Pick<OpenWarnings, "openNow">;
  /** Steps as new, with the rules that judge at `saved`. */
  judgingAt(saved: SavedState): Promise<JudgingSteps>;
  /** The open warnings as of `saved`. */
  warningsAt(saved: SavedState): OpenWarnings;
  /** The rules that judge now. */
  rules(): Iterable<Rule>;
  /** The mode the city is in. */
  mode(): Mode;
  /** Silences that would end as `mode` begins. */
  silencesEnding(mode: Mode): readonly Silence[];
  readonly clock: Clock;
}

/** Longest stretch looked ahead, and most readings in it: a city of 10,000 gauges is looked at for less long. */
const mostAheadMs = 30 * minuteMs;
const mostReadings = 100_000;
/** A gauge that has missed so many readings is taken to stay silent. */
const missedReadings = 3;
const rowsAtOnce = 20_000;
const firstOfTrial = 2 ** 50;

/**
 * What a switch would change: the steps that judge are taken up twice where the log ends, the switch is entered in one of the
 * two, and in both every gauge that is heard goes on showing what it shows, at its usual interval, until the longest delay of
 * any rule is over. Nothing is changed by it.
 */
export async function previewMode(mode: Mode, parts: PreviewParts): Promise<ModePreview> {
  const { city, state, journal, clock } = parts;
  const before = parts.mode();
  const saved = await state.load();
  const tail = await tailOf(journal, saved);
  const at = Math.max(clock(), saved.clock, ...tail.map(atOf));
  const present = presentOf(parts, at);
  const untilAt =
    at +
    aheadMs(
      present.map(({ gauge }) => gauge),
      [...parts.rules()],
      [before, mode],
    );
  const silencesEnding = parts.silencesEnding(mode);
  const open = parts.warnings.openNow();
  const run = async (switches: readonly Entry[]) => {
    const led = { city, judging: await parts.judgingAt(saved), warnings: parts.warningsAt(saved) };
    const trial = await ModeTrial.start(led, { state: saved, journal, pause });
    await trial.judge(tail);
    await trial.judge([{ kind: "tick", at: at - 1, isAfterRows: true }]);
    trial.startCounting();
    await trial.judge(entriesOfTrial(switches, at));
    await trial.judge(readingsGoingOn(present, { at, untilAt }));
    await trial.judge([{ kind: "tick", at: untilAt, isAfterRows: true }]);
    return trial.outcome;
  };
  const stays = await run([]);
  const switches = await run(entriesOfSwitch(mode, silencesEnding, at));
  return {
    ...{ mode, before, at, untilAt },
    ...compareTrials(stays, switches),
    pages: switches.pages - stays.pages,
    warnings: compareWarnings(open, stays, switches),
    decisions: movedDecisions(open, { city, before, after: mode, at }),
    limits: movedLimits(parts.cases.openNow(), { city, before, after: mode, at }),
    rules: changedRules(parts.rules(), before, mode),
    silencesEnding,
    devices: city.modePolicies === undefined ? [] : parts.asks.wouldAsk(mode),
  };
}

/** What a switch enters in the log, in order. */
function entriesOfSwitch(mode: Mode, silences: readonly Silence[], createdAt: number): readonly Entry[] {
  const ends = silences.map(({ id }): Entry => {
    return { kind: "order-given", order: { kind: "end", end: { id, endedBy: mode, createdAt } } };
  });
  return [{ kind: "mode-set", mode, by: null }, ...ends];
}

/** Whether silences in force end as a mode begins. */
export function doesEndSilences({ modePolicies }: City, mode: Mode): boolean {
  return (modePolicies?.[mode] ?? usualModePolicy).endsSilences;
}

/** What the log has behind the last commit. */
async function tailOf(journal: JournalReader, { position: from }: SavedState): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  let position = from;
  for (;;) {
    const slice: LogSlice = await journal.readAfter(position, rowsAtOnce);
    if (slice.rows.length === 0 && slice.entries.length === 0) return inputs;
    inputs.push(...inputsOf(slice));
    position = {
      row: slice.rows.at(-1)?.journalSeq ?? position.row,
      entry: slice.entries.at(-1)?.entrySeq ?? position.entry,
    };
  }
}

function atOf(input: Input): number {
  return input.kind === "row" ? input.row.receivedAt : input.kind === "tick" ? input.at : input.logged.at;
}

/** Entries of a trial are in no log; their numbers lie above all that are. */
function* entriesOfTrial(entries: readonly Entry[], at: number): Generator<Input> {
  for (const [index, entry] of entries.entries()) {
    yield inputOf({ entrySeq: firstOfTrial + index, afterRow: 0, at, entry });
  }
}

/** A gauge that is heard, with what it shows. */
interface PresentReading {
  readonly gauge: Gauge;
  readonly row: Omit<JournalledObservation, "journalSeq">;
}

function presentOf({ city, keys, latest }: PreviewParts, at: number): readonly PresentReading[] {
  return [...city.gauges.values()].flatMap((gauge): PresentReading[] => {
    const newest = latest.of(gauge.id);
    const key = keys.get(gauge.id);
    if (newest === null || key === undefined || newest.flag === 4 || newest.flag === 9) return [];
    const isHeard = at - newest.receivedAt <= missedReadings * gauge.expectedIntervalMs;
    return isHeard ? [{ gauge, row: { ...newest, gauge: key, checks: 0, deviceTime: null, seq: null } }] : [];
  });
}

/** How far ahead is looked: over every delay and two readings of the slowest gauge, within bounds. */
function aheadMs(gauges: readonly Gauge[], rules: readonly Rule[], modes: readonly Mode[]): number {
  const delayMs = Math.max(0, ...modes.map((mode) => longestDelayMs(rules, mode)));
  const slowestMs = Math.max(0, ...gauges.map(({ expectedIntervalMs }) => expectedIntervalMs));
  const perMs = gauges.reduce((sum, { expectedIntervalMs }) => sum + 1 / expectedIntervalMs, 0);
  const ahead = Math.min(delayMs + 2 * slowestMs, mostAheadMs);
  return perMs === 0 ? minuteMs : Math.max(1, Math.min(ahead, Math.floor(mostReadings / perMs)));
}

/** Rows to come, in the order of reception, were every gauge to go on showing what it shows. */
function readingsGoingOn(
  present: readonly PresentReading[],
  { at, untilAt }: { readonly at: number; readonly untilAt: number },
): Iterable<Input> {
  const rows = present.flatMap(({ gauge, row }) => {
    const everyMs = gauge.expectedIntervalMs;
    const times: Omit<JournalledObservation, "journalSeq">[] = [];
    const first = row.receivedAt + Math.max(1, Math.ceil((at + 1 - row.receivedAt) / everyMs)) * everyMs;
    for (let time = first; time <= untilAt; time += everyMs) times.push({ ...row, observedAt: time, receivedAt: time });
    return times;
  });
  rows.sort((a, b) => a.receivedAt - b.receivedAt || a.gauge - b.gauge);
  return rows.map((row, index): Input => ({ kind: "row", row: { ...row, journalSeq: firstOfTrial + index } }));
}
