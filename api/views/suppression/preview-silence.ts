import type { AlarmTransition } from "../../../domain/alarms/alarm.ts";
import type { SilenceMatch } from "../../../domain/alarms/order.ts";
import { type Level, rankOf } from "../../../domain/city/level.ts";
import { type Clock, dayMs } from "../../../domain/clock.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { locationOf } from "../../../suppression/alarm-location.ts";
import { isSilencedBy, isWhereSilenced } from "../../../suppression/match-silence.ts";
import type { Scope } from "../../scope/scope.ts";

/** Transitions of the last day looked through at most, in pages. */
const pageRows = 1000;
const maxPages = 20;

/** What a silence would hide: scope, alarms up now, and the rises of the last day. */
export async function previewSilence(
  { match, includesRed }: { readonly match: SilenceMatch; readonly includesRed: boolean },
  { city, suppression, state }: Scope,
  clock: Clock,
) {
  const fits = (alarm: AlarmTransition): boolean => isSilencedBy(match, alarm, locationOf(alarm.target, city));
  const gauges = [...city.gauges.values()].filter(({ id, stationId }) =>
    isWhereSilenced(match, locationOf({ kind: "gauge", gaugeId: id, stationId }, city)),
  );
  const active = suppression.activeAlarms().filter(({ last }) => fits(last));
  const since = clock() - dayMs;
  const { rows, isWhole } = await transitionsSince(since, { state });
  const rises = rows.filter((row) => row.effect === "live" && rankOf(row.to) > rankOf(row.from) && fits(row));
  const held = rises.filter(({ to }) => to !== "red" || includesRed);
  const heldByLevel: Partial<Record<Level, number>> = {};
  for (const { to } of held) if (to !== null) heldByLevel[to] = (heldByLevel[to] ?? 0) + 1;
  return {
    stations: new Set(gauges.map(({ stationId }) => stationId)).size,
    gauges: gauges.length,
    active: active.map(({ last: { alarmKey, title }, level }) => {
      const toldLevel = suppression.suppressionOf(alarmKey)?.notifiedLevel ?? null;
      return { alarmKey, level, title, isTold: toldLevel !== null };
    }),
    recent: {
      since: isoInstant(since),
      isWhole,
      held: held.length,
      heldByLevel,
      redsToldAnyway: rises.length - held.length,
    },
  };
}

async function transitionsSince(
  since: number,
  { state }: Pick<Scope, "state">,
): Promise<{ readonly rows: readonly AlarmTransition[]; readonly isWhole: boolean }> {
  const rows: AlarmTransition[] = [];
  let before: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const found: Awaited<ReturnType<typeof state.transitions>> = await state.transitions(
      {},
      { limit: pageRows, before },
    );
    rows.push(...found.rows.filter(({ receivedAt }) => receivedAt >= since));
    const isPast = found.rows.some(({ receivedAt }) => receivedAt < since);
    if (found.next === null || isPast) return { rows, isWhole: true };
    before = found.next;
  }
  return { rows, isWhole: false };
}
