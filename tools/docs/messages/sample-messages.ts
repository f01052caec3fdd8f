import { createOpenCases } from "../../../cases/open-cases.ts";
import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { City, Station } from "../../../domain/city/city.ts";
import { hazards } from "../../../domain/city/hazard.ts";
import type { Level } from "../../../domain/city/level.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { CaseEvent, WarningEvent } from "../../../domain/governance/event.ts";
import type { AlarmKey, AreaCode, GaugeId, RuleId, StationId, UnitId } from "../../../domain/ids.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { allClearTexts } from "../../../locales/messages/all-clear.ts";
import { hazardNames } from "../../../locales/names.ts";
import { createOpenWarnings } from "../../../warnings/open-warnings.ts";
import samples from "./samples.json" with { type: "json" };

/** A message as it goes out, with the occasion that it is for. */
export interface SampleMessage {
  readonly occasion: BilingualText;
  readonly words: BilingualText;
}

const startedAt = Date.parse("2026-07-20T21:35:00+08:00");

const tunnel: Station = {
  id: "wl-jingguang-n" as StationId,
  kind: "waterlogging",
  name: samples.city.tunnel,
  areaCode: "410105" as AreaCode,
  longitude: 113.637,
  latitude: 34.788,
  tags: [],
  importance: 3,
  unitId: "tunnel-operations" as UnitId,
  caseClass: null,
  upstream: [],
};

const sampleCity: City = {
  code: "410100" as AreaCode,
  name: samples.city.name,
  timeZone: "Asia/Shanghai",
  areas: new Map([
    ["410105" as AreaCode, { code: "410105" as AreaCode, kind: "district", name: samples.city.district, parent: null }],
  ]),
  units: new Map(),
  stations: new Map([[tunnel.id, tunnel]]),
  devices: new Map(),
  gauges: new Map(),
};

interface SampleMove {
  readonly occasion: Exclude<keyof typeof samples.moves, "warning">;
  readonly end?: "south";
  readonly from: Level | null;
  readonly to: Level | null;
  readonly depthM: number;
  readonly limitM: number;
  readonly afterMinutes: number;
}

/** A tunnel that fills at both ends and drains again. */
const moves: readonly SampleMove[] = [
  { occasion: "opened", from: null, to: "orange", depthM: 0.28, limitM: 0.27, afterMinutes: 0 },
  { occasion: "up", from: "orange", to: "red", depthM: 0.41, limitM: 0.4, afterMinutes: 4 },
  { occasion: "joins", end: "south", from: null, to: "orange", depthM: 0.3, limitM: 0.27, afterMinutes: 5 },
  { occasion: "rises", end: "south", from: "orange", to: "red", depthM: 0.42, limitM: 0.4, afterMinutes: 6 },
  { occasion: "falls", end: "south", from: "red", to: "yellow", depthM: 0.21, limitM: 0.32, afterMinutes: 40 },
  { occasion: "down", from: "red", to: "yellow", depthM: 0.21, limitM: 0.32, afterMinutes: 52 },
  { occasion: "clears", end: "south", from: "yellow", to: null, depthM: 0.02, limitM: 0.16, afterMinutes: 70 },
  { occasion: "closed", from: "yellow", to: null, depthM: 0, limitM: 0.16, afterMinutes: 85 },
];

/** What goes out while that happens, of the case and of the warning around it. */
export function floodMessages(): readonly SampleMessage[] {
  const cases = createOpenCases(sampleCity, []);
  const warnings = createOpenWarnings(sampleCity, "district", []);
  return moves.flatMap((move) => {
    const change = cases.apply(transitionOf(move));
    if (change === null) return [];
    const warning = warnings.follow(change);
    return [
      { occasion: samples.moves[move.occasion], words: wordsOf(change.event) },
      ...(warning === null ? [] : [{ occasion: samples.moves.warning, words: wordsOf(warning.event) }]),
    ];
  });
}

/** What an end says, hazard by hazard. */
export function allClearMessages(): readonly SampleMessage[] {
  return hazards.map((hazard) => ({ occasion: hazardNames[hazard], words: allClearTexts[hazard] }));
}

function transitionOf({ end, from, to, depthM, limitM, afterMinutes }: SampleMove): AlarmTransition {
  const gaugeId = `wl-jingguang-n.depth-${end ?? "north"}` as GaugeId;
  const at = startedAt + afterMinutes * minuteMs;
  return {
    alarmKey: `underpass-depth|${gaugeId}` as AlarmKey,
    ruleId: "underpass-depth" as RuleId,
    ruleVersion: "sample",
    hazard: "waterlogging",
    target: { kind: "gauge", gaugeId, stationId: tunnel.id },
    from,
    to,
    at,
    receivedAt: at,
    episodeStartedAt: end === undefined ? startedAt : startedAt + 5 * minuteMs,
    cause: "observation",
    conditionKind: "threshold",
    signal: depthM,
    unit: "m",
    peakSignal: 0.62,
    limit: limitM,
    isLate: false,
    effect: "live",
    revisesFromAt: null,
    reason: null,
    title: samples.city.title,
    advice: samples.advice[to ?? from ?? "blue"],
    placeName: tunnel.name,
    signalName: samples.city.signal,
    property: "depth",
    opensCase: true,
    draftsWarning: true,
  };
}

function wordsOf({ data }: CaseEvent | WarningEvent): BilingualText {
  return data.message ?? { zh: "", en: "" };
}
