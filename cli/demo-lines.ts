import type { AlarmTransition } from "../domain/alarms/alarm.ts";
import type { City } from "../domain/city/city.ts";
import type { CaseEntryKind } from "../domain/governance/case.ts";
import type { StoredEvent } from "../domain/governance/event.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Hub } from "../hub/start-hub.ts";
import { fill } from "../locales/fill.ts";
import { levelNames } from "../locales/names.ts";
import { demoTexts } from "../locales/simulation/demo.ts";
import { onOneLine } from "./terminal.ts";

/** Lines of a case that name its place by themselves: those of its alarms. */
const placedKinds: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>([
  "opened",
  "stepped-up",
  "stepped-down",
  "alarm-joined",
  "alarm-rose",
  "alarm-fell",
  "alarm-left",
  "confirmed",
  "reopened",
  "closed",
  "peak-missed",
  "hazard-over",
]);

/** Whether the station of an alarm's gauge has another one of the same property, so that the gauge has to be named. */
export function hasSisters({ target }: AlarmTransition, { gauges }: City): boolean {
  if (target.kind !== "gauge") return false;
  const property = gauges.get(target.gaugeId)?.property;
  return gauges.values().some((gauge) => {
    return gauge.stationId === target.stationId && gauge.property === property && gauge.id !== target.gaugeId;
  });
}

/** The deepest water over a road that the hub knows of, m; null where it knows of none. */
export function deepestOverRoads(
  { gauges, stations }: City,
  latest: Hub["latest"],
): { readonly value: number; readonly place: BilingualText } | null {
  let deepest: { readonly value: number; readonly place: BilingualText } | null = null;
  for (const { id, property, stationId } of gauges.values()) {
    const station = stations.get(stationId);
    if (property !== "depth" || station?.kind !== "waterlogging") continue;
    const value = latest.of(id)?.value ?? 0;
    if (value > (deepest?.value ?? 0)) deepest = { value, place: station.name };
  }
  return deepest;
}

/** The line of an event; null for one that is no part of the demonstration. */
export function eventLine({ type, data }: StoredEvent): BilingualText | null {
  switch (type) {
    case "case.opened":
    case "case.updated":
    case "case.closed": {
      const { kind, words } = data.change.entry;
      const line = onOneLine(words);
      return fill(demoTexts[placedKinds.has(kind) ? type : "case.moved"], { words: line, title: data.case.title });
    }
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn": {
      const { title, level, proposal } = data.warning;
      if (type === "warning.updated" && proposal !== undefined) {
        return fill(demoTexts["warning.proposed"], { words: title, level: levelNames[proposal.level] });
      }
      return fill(demoTexts[type], { words: title, level: levelNames[level] });
    }
    case "call.requested":
      return fill(demoTexts[type], { words: data.title });
    case "alarm.hidden":
    case "silence.ending":
    case "audit.anchored":
    case "call.unanswered":
    case "delivery.overdue":
    case "delivery.resumed":
    case "shift.handed-over":
      return null;
    case "mode.changed":
      return data.title;
    case "response.changed":
      return fill(demoTexts[type], { words: data.title });
  }
}
