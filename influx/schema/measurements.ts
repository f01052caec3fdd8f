import { caseEntryKinds } from "../../domain/governance/case.ts";
import { caseStates } from "../../domain/governance/case-state.ts";
import { warningStates } from "../../domain/governance/warnings/warning-state.ts";
import { clockKinds } from "../../domain/observations/device-clock.ts";
import { type Measurement, number, text } from "./measurement.ts";

const district = "code of the district; absent where the place lies in none";
const kind = "kind of the station, as in `domain/city/city.ts`";
const station = "id of the station";
const stationNames = {
  stationZh: text("name of the station, Chinese"),
  stationEn: text("name of the station, English"),
};
const hazard = "hazard, as in `domain/city/hazard.ts`";
const ranks = "0 none, 1 blue, 2 yellow, 3 orange, 4 red";

const state = number("0.5 unknown (no alarm is up and a gauge has no current value), else `level`");
const level = number(`worst alarm that is up, kept from people or not: ${ranks}`);
const titles = { titleZh: text("title, Chinese"), titleEn: text("title, English") };
const districtNames = {
  districtZh: text("name of the district, Chinese"),
  districtEn: text("name of the district, English"),
};
const position = {
  lat: number("latitude, WGS 84, degrees"),
  lon: number("longitude, WGS 84, degrees"),
};
const gaugeStates = {
  gauges: number("gauges there are"),
  liveGauges: number("gauges that can be believed now, as in `domain/observations/gauge-state.ts`"),
  staleGauges: number("gauges whose newest value is older than it should be"),
  silentGauges: number("gauges nothing is heard from"),
  unusableGauges: number("gauges that are heard but say nothing usable: as blind as silent ones"),
  suspectGauges: number("gauges that are heard but cannot be believed"),
  maintenanceGauges: number("gauges whose device is worked on"),
};
const caseFields = {
  caseId: text("id of the case"),
  state: text(oneOf(caseStates)),
  level: number(`worst level of its active alarms: ${ranks}`),
  peakLevel: number("worst level it ever had, same numbers"),
  revision: number("counts its changes from 1"),
  openedAtMs: number("when it was opened, ms since 1970"),
  ageMs: number("time since it was opened, ms; of a closed one, how long it was open"),
  open: number("1 until it is closed"),
  late: number("1 when the hub learnt of it too late to page it as live"),
  acknowledged: number("1 once a person has acknowledged it"),
  hazardOver: number("1 while none of its alarms is active"),
  overdue: number("1 once it is past the limit of its stage"),
  suspended: number("1 while its limits stand still"),
  supervised: number("1 once it is supervised"),
  closedDespite: number("1 where it was closed by hand without its evidence"),
  reworks: number("how often it was sent back or opened again"),
  returns: number("how often a unit gave it back"),
  answered: number("1 once somebody has taken notice of it or a unit has taken it on"),
  trend: text("`worst` at the worst level it had, `easing` below it, `over` once no alarm of it is active"),
  briefZh: text("one line for a wall, Chinese: title, whether it is answered, trend"),
  briefEn: text("the same, English"),
  doNowZh: text("responsible unit and what to do now, Chinese"),
  doNowEn: text("the same, English"),
  ...titles,
  unit: text("id of the responsible unit"),
  unitZh: text("name of the responsible unit, Chinese"),
  unitEn: text("name of the responsible unit, English"),
  ...stationNames,
  ...districtNames,
  ...position,
};
const warningFields = {
  warningId: text("id of the warning"),
  state: text(oneOf(warningStates)),
  level: number(`level: ${ranks}`),
  revision: number("counts its changes from 1"),
  draftedAtMs: number("when it was drafted, ms since 1970"),
  ageMs: number("time since it was drafted, ms"),
  open: number("1 until it is over: lifted, expired or withdrawn"),
  inForce: number("1 from when it is issued until it is over; 0 for a draft"),
  cases: number("open cases that are its reason"),
  ...titles,
  areaZh: text("name of the area, Chinese"),
  areaEn: text("name of the area, English"),
};

const sampled = "our clock; every `influx.sampleMs`";
const sampledSlowly = "our clock; every `influx.deviceSampleMs`";
const happened =
  "observation time of the change; its digits below a millisecond count changes, so that none is overwritten";

function oneOf(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** Everything the hub writes to InfluxDB, by measurement. */
export const measurements = {
  observation: {
    what: "One observation of one gauge.",
    time: "`observedAt`, ms; written once it is in the journal, flag and checks again when rules change them",
    tags: {
      district,
      gauge: "id of the gauge",
      property: "what it measures, as in `domain/city/property.ts`",
      station,
    },
    fields: {
      value: number("in the canonical unit of the property; absent when the value is missing"),
      flag: number("quality: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing; charts want `flag <= 3`"),
      checks: number("bits of failed checks, as in `domain/observations/quality.ts`; absent when none failed"),
      delayMs: number("time from `observedAt` until the hub received it, ms"),
      deviceTimeMs: number("the device's clock where `observedAt` is ours instead, ms since 1970; else absent"),
      deviceSeq: number("the device's own count; absent where it sends none"),
    },
  },
  alarm: {
    what: "One alarm changing level.",
    time: happened,
    tags: {
      area: "code of the area; for alarms of an area alone",
      district,
      effect: "`live`, `record` (told after the fact) or `shadow` (acts on nothing)",
      gauge: "id of the gauge; for alarms of a gauge alone",
      hazard,
      rule: "id of the rule",
      station: `${station}; absent for alarms of an area`,
    },
    fields: {
      level: number(`level it went to: ${ranks}`),
      levelBefore: number("level it came from, same numbers"),
      signal: number("what the condition compared, in `unit`; absent when it is no number"),
      peakSignal: number("worst signal of the episode so far"),
      limit: number("limit that was crossed"),
      unit: text("unit of signal and limit"),
      cause: text("`observation`, `clock` or `rule_removed`"),
      delayMs: number("time until the hub learnt of it, ms"),
      late: number("1 when it came too late to be paged as live"),
      ...titles,
    },
  },
  case_state: {
    what: "One change of one case; the newest point of a series is where its last case stands.",
    time: happened,
    tags: { district, hazard, station },
    fields: { ...caseFields, change: text(`what changed, a line of its timeline: ${oneOf(caseEntryKinds)}`) },
  },
  case_open: {
    what: "One case that is open now: read the last minute. No points mean no case, as long as `hub_health` is fresh.",
    time: sampled,
    tags: { district, hazard, station },
    fields: caseFields,
  },
  case_evaluation: {
    what: "One closed case as it was evaluated against its limits; of that change `case_state` has no point.",
    time: happened,
    tags: { district, hazard, unit: "id of the unit that had it last" },
    fields: {
      caseId: text("id of the case"),
      onTime: number("1 where no stage of it was over its limit"),
      stages: number("stages of it that had a limit"),
      overMs: number("how much its stages were over, counted in the clocks of their limits, ms"),
      ageMs: number("time from opening to close, ms"),
      reworks: number("how often it was sent back or opened again"),
      returns: number("how often a unit gave it back"),
      supervised: number("1 where it was supervised"),
      closedDespite: number("1 where it was closed by hand without its evidence"),
      ...titles,
      unitZh: text("name of the unit, Chinese"),
      unitEn: text("name of the unit, English"),
    },
  },
  response_state: {
    what: "One emergency response being started, adjusted or terminated.",
    time: happened,
    tags: { area: "code of the area" },
    fields: {
      responseId: text("id of the response"),
      active: number("1 until it is terminated"),
      level: number("0 once terminated, else 1 of IV to 4 of I"),
      levelBefore: number("the level before, same numbers; 0 where it was started"),
      startedAtMs: number("when it was started, ms since 1970"),
      by: text("who decided it"),
      reason: text("why, in that person's words"),
      ...titles,
      areaZh: text("name of the area, Chinese"),
      areaEn: text("name of the area, English"),
    },
  },
  warning_state: {
    what: "One change of one warning.",
    time: happened,
    tags: { area: "code of the area", hazard },
    fields: warningFields,
  },
  warning_open: {
    what: "One warning that is not lifted: read the last minute.",
    time: sampled,
    tags: { area: "code of the area", hazard },
    fields: warningFields,
  },
  station_state: {
    what: "One station as it stands: read the last minute.",
    time: sampled,
    tags: { district, kind, station },
    fields: {
      state,
      level,
      openCases: number("open cases"),
      importance: number("1 ordinary, 2 important, 3 lives at risk"),
      ...gaugeStates,
      ...stationNames,
      ...districtNames,
      ...position,
    },
  },
  district_state: {
    what: "One district as it stands: read the last minute.",
    time: sampled,
    tags: { district },
    fields: {
      state,
      level,
      stations: number("stations there are"),
      alarmedStations: number("stations with an active alarm"),
      unknownStations: number("stations whose state is 0.5"),
      openCases: number("open cases"),
      openWarnings: number("warnings not over, drafts among them, of the district or an area within"),
      warningsInForce: number("of these, issued ones"),
      ...gaugeStates,
      ...districtNames,
    },
  },
  gauge_state: {
    what: "One gauge of depth, stage, flow or velocity as it stands: read the last minute.",
    time: sampled,
    tags: { district, gauge: "id of the gauge", kind, property: "what it measures", station },
    fields: {
      known: number("1 while it is live, else 0: what it shows now is then not known"),
      value: number("current value, canonical unit of the property; absent while it is not known"),
      state: text("state of the gauge, as in `domain/observations/gauge-state.ts`"),
      observedAgeMs: number("time since its newest reading was observed, ms; absent before the first"),
      ...stationNames,
      ...districtNames,
    },
  },
  threshold: {
    what: "One named limit of one gauge, to draw beside its values.",
    time: sampledSlowly,
    tags: { district, gauge: "id of the gauge", name: "name of the limit", property: "what it measures", station },
    fields: {
      value: number("the limit, canonical unit of the property"),
      demonstration: number("1 where the number is ours for demonstration and no official figure"),
    },
  },
  rule_limit: {
    what: "What one rule holds the readings of one gauge against, in the mode the city is in. Only rules that compare the value itself, and none on trial.",
    time: sampledSlowly,
    tags: {
      district,
      gauge: "id of the gauge",
      property: "what it measures",
      rule: "id of the rule",
      station,
    },
    fields: {
      blue: number("value that raises blue, canonical unit of the property; absent where the rule has no blue there"),
      yellow: number("the same of yellow"),
      orange: number("the same of orange"),
      red: number("the same of red"),
      direction: number("1 where a value rising to a limit raises, -1 where one falling to it does"),
      demonstration: number("1 where the numbers are ours for demonstration and no official figures"),
    },
  },
  device_health: {
    what: "One device as it stands.",
    time: sampledSlowly,
    tags: {
      device: "id of the device",
      district,
      kind,
      station,
    },
    fields: {
      online: number("1 while it, or the gateway that speaks for it, is connected"),
      heardAgeMs: number("time since its last reading came, ms; absent when there was none"),
      clockWrong: number("1 when its clock was wrong when last heard, ahead, behind or otherwise"),
      clockKind: text(`one of ${clockKinds.join(", ")}; absent when it never said a time`),
      clockOffsetMs: number("its clock less the hub's, ms: above 0 it is ahead; absent when it never said a time"),
      gauges: number("gauges it has"),
      liveGauges: number("gauges that can be believed now"),
      silentGauges: number("gauges nothing is heard from"),
      unusableGauges: number("gauges that are heard but say nothing usable"),
      ...stationNames,
      ...districtNames,
    },
  },
  hub_health: {
    what: "The hub itself. The age of its newest point is the age of everything on a wall.",
    time: sampled,
    tags: {},
    fields: {
      atMs: number("the hub's clock, ms since 1970"),
      spoolRows: number("observations in the journal that InfluxDB does not have yet"),
      oldestUnsentAgeMs: number("time since the oldest of them was received, ms; 0 when there is none"),
      refusedLines: number("lines InfluxDB ever refused"),
      sentLines: number("lines InfluxDB took since the hub started"),
      newestReceivedAgeMs: number("time since the newest observation came, ms; absent before the first"),
      ...gaugeStates,
      devices: number("devices of the city"),
      onlineDevices: number("devices that are connected"),
      connections: number("MQTT connections"),
      observations: number("observations kept since the hub started"),
      rejects: number("readings refused since the hub started"),
      journalCommitMs: number("length of the last commit of the journal, ms"),
      rulesLagRows: number("journal rows rules have not read"),
      openCases: number("open cases"),
      openWarnings: number("warnings not over, drafts among them"),
      warningsInForce: number("warnings issued and not over"),
      webhookPending: number("webhook deliveries waiting"),
      webhookOldestUrgentMs: number("age of the oldest urgent event not delivered, ms; 0 when there is none"),
      webhookLostUrgents: number("urgent events given up or refused, and endpoints that answer 410 Gone"),
      rssBytes: number("memory of the hub's process"),
      startedAtMs: number("when the hub started, ms since 1970"),
    },
  },
  hub_check: {
    what: "A point that any sound database takes; written before a refused line is given up.",
    time: "our clock",
    tags: {},
    fields: { ok: number("1") },
  },
} as const satisfies Record<string, Measurement>;

export type MeasurementName = keyof typeof measurements;
