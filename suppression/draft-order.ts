import type { Maintenance, Silence, SilenceMatch } from "../domain/alarms/order.ts";
import type { City } from "../domain/city/city.ts";
import { hazards } from "../domain/city/hazard.ts";
import { hourMs, minuteMs } from "../domain/clock.ts";
import { type Id, idFrom } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import { enumerated, fill } from "../locales/fill.ts";
import { localTimeWithZone } from "../locales/format/times.ts";
import { sharedTexts, thingNames } from "../locales/shared.ts";
import { orderTexts } from "../locales/suppression.ts";

/** What somebody asks for, not yet checked. `fromAt` is now where left out. */
export interface SilenceDraft {
  readonly owner: string;
  readonly reason: string;
  readonly match: SilenceMatch;
  readonly fromAt?: number;
  readonly untilAt: number;
  readonly includesRed: boolean;
}

export interface MaintenanceDraft extends Omit<SilenceDraft, "match" | "includesRed"> {
  readonly deviceId: Maintenance["deviceId"];
}

/** One thing wrong with a draft. */
export interface DraftProblem {
  /** Dotted path. */
  readonly field: string;
  readonly wanted: BilingualText;
  readonly got: BilingualText | string;
}

export type DraftResult<What> =
  | { readonly ok: true; readonly value: What }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

export interface DraftContext {
  readonly city: City;
  readonly ruleIds: ReadonlySet<string>;
  readonly now: number;
  /** Longest it may last. */
  readonly maxMs: number;
}

/** A silence of this moment, or everything that is wrong with it. */
export function draftSilence(draft: SilenceDraft, ground: DraftContext): DraftResult<Silence> {
  const { match, includesRed } = draft;
  const problems = [...wordProblems(draft), ...timeProblems(draft, ground), ...matchProblems(match, ground)];
  if (problems.length > 0) return { ok: false, problems };
  const times = timesOf(draft, ground);
  const id: Id<"silence"> = idFrom(
    "silence",
    draft.owner,
    draft.reason,
    JSON.stringify(match),
    times.fromAt,
    ground.now,
  );
  return { ok: true, value: { id, owner: draft.owner, reason: draft.reason, match, includesRed, ...times } };
}

/** A maintenance of this moment, or everything that is wrong with it. */
export function draftMaintenance(draft: MaintenanceDraft, ground: DraftContext): DraftResult<Maintenance> {
  const { deviceId, owner, reason } = draft;
  const problems = [
    ...wordProblems(draft),
    ...timeProblems(draft, ground),
    ...(isUplink(deviceId, ground.city) ? [] : [unknown("deviceId", deviceId, thingNames["device-or-gateway"])]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const times = timesOf(draft, ground);
  const id: Id<"maintenance"> = idFrom("maintenance", deviceId, owner, times.fromAt, ground.now);
  return { ok: true, value: { id, deviceId, owner, reason, ...times } };
}

function timesOf({ fromAt, untilAt }: Pick<SilenceDraft, "fromAt" | "untilAt">, { now }: DraftContext) {
  return { createdAt: now, fromAt: Math.max(fromAt ?? now, now), untilAt };
}

function wordProblems({ owner, reason }: Pick<SilenceDraft, "owner" | "reason">): readonly DraftProblem[] {
  return Object.entries({ owner, reason })
    .filter(([, text]) => text.trim() === "")
    .map(([field, got]) => ({ field, wanted: sharedTexts.words, got: JSON.stringify(got) }));
}

function timeProblems(
  draft: Pick<SilenceDraft, "fromAt" | "untilAt">,
  { now, maxMs, city }: DraftContext,
): readonly DraftProblem[] {
  const fromAt = Math.max(draft.fromAt ?? now, now);
  const lengthMs = draft.untilAt - fromAt;
  const got = localTimeWithZone(draft.untilAt, city.timeZone);
  if (lengthMs <= 0) {
    return [{ field: "untilAt", wanted: orderTexts["until-later"], got }];
  }
  if (lengthMs <= maxMs) return [];
  const wanted = fill(orderTexts["at-most"], { length: lengthWords(maxMs) });
  return [{ field: "untilAt", wanted, got: lengthWords(lengthMs) }];
}

function matchProblems(match: SilenceMatch, { city, ruleIds }: DraftContext): readonly DraftProblem[] {
  if (Object.values(match).every((list) => list === undefined || list.length === 0)) {
    const keys = enumerated([
      "stationIds",
      "areaCodes",
      "hazards",
      "ruleIds",
      "gaugeIds",
    ] as const satisfies (keyof SilenceMatch)[]);
    const wanted = fill(orderTexts["some-match"], { keys });
    return [{ field: "match", wanted, got: "{}" }];
  }
  return [
    ...unknowns("stationIds", match.stationIds, (id) => city.stations.has(id), thingNames.station),
    ...unknowns("areaCodes", match.areaCodes, (code) => city.areas.has(code), thingNames.area),
    ...unknowns("gaugeIds", match.gaugeIds, (id) => city.gauges.has(id), thingNames.gauge),
    ...unknowns("hazards", match.hazards, (hazard) => hazards.includes(hazard), thingNames.hazard),
    ...unknowns("ruleIds", match.ruleIds, (id) => ruleIds.has(id), thingNames.rule),
  ];
}

function unknowns<Each extends string>(
  key: string,
  ids: readonly Each[] | undefined,
  isKnown: (id: Each) => boolean,
  what: BilingualText,
): readonly DraftProblem[] {
  return (ids ?? []).filter((id) => !isKnown(id)).map((id) => unknown(`match.${key}`, id, what));
}

function unknown(field: string, id: string, what: BilingualText): DraftProblem {
  return { field, wanted: fill(sharedTexts["id-of"], { what }), got: JSON.stringify(id) };
}

function isUplink(id: Maintenance["deviceId"], city: City): boolean {
  return city.devices.has(id) || [...city.devices.values()].some(({ gatewayId }) => gatewayId === id);
}

function lengthWords(ms: number): BilingualText {
  const isHours = ms >= hourMs;
  const count = Math.round((ms / (isHours ? hourMs : minuteMs)) * 10) / 10;
  return fill(isHours ? orderTexts["length.hours"] : orderTexts["length.minutes"], { count });
}
