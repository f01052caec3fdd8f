import { hourMs, minuteMs } from "../../domain/clock.ts";

/** Crossings of one gauge closer together than this are one event. */
const sameEventMs = 6 * hourMs;
/** An alert that began longer ago than this before a crossing gives it no lead. */
const longestLeadMs = 6 * hourMs;
/** An alert may have ended this long before a crossing and still be counted for it. */
const endedBeforeMs = 30 * minuteMs;

/** Conversions between units leave a last digit in doubt; a value on the mark has reached it. */
const rounding = 1e-9;

/** An episode of the alarm that is judged. Times in ms; `endedAt` is when it cleared, Infinity while it has not. */
export interface Alert {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What is judged against what happened. `times` rise; `values` are in the unit of `mark`. */
export interface AlertTrial {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly mark: number;
  readonly alerts: readonly Alert[];
  /** A hit needs a lead of one of these, ms. */
  readonly reportingIntervalMs: number;
}

/** The value reached the mark at `crossedAt`; `leadMs` is null where no alert counts for it. */
export interface FloodEvent {
  readonly crossedAt: number;
  readonly leadMs: number | null;
  readonly isHit: boolean;
}

export interface AlertScore {
  readonly events: readonly FloodEvent[];
  readonly falseAlarms: readonly Alert[];
  readonly alerts: number;
}

/**
 * Holds the alerts of one gauge against the events of the same gauge, by the definitions of docs/skill.md.
 *
 * @param trial alerts in order of time
 */
export function scoreAlerts(trial: AlertTrial): AlertScore {
  const crossings = crossingsOf(trial);
  const events = eventsOf(crossings).map((crossedAt) => judgeEvent(crossedAt, trial));
  const falseAlarms = trial.alerts.filter((alert) => !crossings.some((crossing) => answers(alert, crossing)));
  return { events, falseAlarms, alerts: trial.alerts.length };
}

/** A stretch at or above the mark: first and last observation in it. */
interface Crossing {
  readonly from: number;
  readonly to: number;
}

function crossingsOf({ times, values, mark }: AlertTrial): readonly Crossing[] {
  const crossings: Crossing[] = [];
  let from = Number.NaN;
  for (let index = 0; index < values.length; index++) {
    const isAbove = (values[index] as number) >= mark - rounding;
    if (isAbove && Number.isNaN(from)) from = times[index] as number;
    if (isAbove || Number.isNaN(from)) continue;
    crossings.push({ from, to: times[index - 1] as number });
    from = Number.NaN;
  }
  if (!Number.isNaN(from)) crossings.push({ from, to: times[times.length - 1] as number });
  return crossings;
}

function eventsOf(crossings: readonly Crossing[]): readonly number[] {
  return crossings
    .filter(({ from }, index) => index === 0 || from - (crossings[index - 1] as Crossing).to >= sameEventMs)
    .map(({ from }) => from);
}

function judgeEvent(crossedAt: number, { alerts, reportingIntervalMs }: AlertTrial): FloodEvent {
  const alert = alerts.find(
    ({ startedAt, endedAt }) =>
      startedAt <= crossedAt && crossedAt - startedAt <= longestLeadMs && endedAt >= crossedAt - endedBeforeMs,
  );
  if (alert === undefined) return { crossedAt, leadMs: null, isHit: false };
  const leadMs = crossedAt - alert.startedAt;
  return { crossedAt, leadMs, isHit: leadMs >= reportingIntervalMs };
}

/** True when the value was at or above the mark during the alert or within half an hour of its end. */
function answers({ startedAt, endedAt }: Alert, { from, to }: Crossing): boolean {
  return to >= startedAt && from <= endedAt + endedBeforeMs;
}
