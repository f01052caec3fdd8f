import type { z } from "zod";
import type { Gauge } from "../../../domain/city/city.ts";
import { propertyUnits } from "../../../domain/city/property.ts";
import { hourMs } from "../../../domain/clock.ts";
import type { Observation } from "../../../domain/observations/observation.ts";
import { isJudged } from "../../../domain/observations/quality.ts";
import { isoInstant } from "../../../domain/time/iso-instant.ts";
import { expectedSpan } from "../../../series/forecast/expected-span.ts";
import { chanceToReach, forecast } from "../../../series/forecast/forecast.ts";
import { type ForecastState, forecastStateFrom, forecastWindowMs } from "../../../series/forecast/forecast-state.ts";
import type { ApiDeps } from "../../app.ts";
import type { forecastAnswer } from "../../schemas/console/series.ts";

type ForecastAnswer = z.output<typeof forecastAnswer>;

/** How far it looks ahead. */
const horizonsMs = [hourMs, 3 * hourMs, 6 * hourMs];

/** Where the span of what is expected is told. */
const spansMs = [0.25, 0.5, 1, 2, 3].map((hours) => hours * hourMs);

const rowsAtOnce = 10_000;

/** The built-in forecast of one gauge as of its newest reading; of a property without a forecast, with no marks. */
export async function forecastView(
  gauge: Gauge,
  { history, clock }: Pick<ApiDeps, "history" | "clock">,
): Promise<ForecastAnswer> {
  const unit = propertyUnits[gauge.property];
  const rows = unit === "m" ? await judgedRows(gauge, history, clock()) : [];
  const newest = rows.at(-1) ?? null;
  const state = forecastStateFrom(
    rows.map(({ observedAt }) => observedAt),
    rows.map(({ value }) => value),
  );
  return {
    gaugeId: gauge.id,
    unit,
    issuedAt: newest === null ? null : isoInstant(newest.observedAt),
    value: newest?.value ?? null,
    method: "docs/forecast.md",
    spans: state === null ? [] : spansMs.flatMap((withinMs) => expectedSpan(state, withinMs) ?? []),
    skill: "docs/skill.md",
    marks: state === null ? [] : marksOf(gauge).map((mark) => markView(state, mark)),
  };
}

interface Mark {
  readonly name: string;
  readonly value: number;
}

function marksOf({ thresholds }: Gauge): readonly Mark[] {
  return Object.entries(thresholds)
    .map(([name, { value }]) => ({ name, value }))
    .toSorted((a, b) => a.value - b.value);
}

function markView(state: ForecastState, { name, value: mark }: Mark): ForecastAnswer["marks"][number] {
  const isReached = state.trend.valueM >= mark;
  const chances = horizonsMs.map((withinMs) => {
    const chance = chanceToReach(state, mark, withinMs);
    return { withinMs, chance: Number.isNaN(chance) ? null : Math.round(chance * 1000) / 1000 };
  });
  const expected = forecast(state, mark, horizonsMs.at(-1) ?? hourMs);
  const { minutes = null, low = null, high = null, reason = null } = expected ?? {};
  return { name, mark, isReached, chances, minutes, low, high, reason };
}

/** Judged readings of the time that a forecast depends on, oldest first. */
async function judgedRows({ id }: Gauge, history: ApiDeps["history"], now: number): Promise<readonly Observation[]> {
  const rows: Observation[] = [];
  for (let from = now - forecastWindowMs; ; ) {
    const page = await history.range(id, from, now + hourMs, rowsAtOnce);
    rows.push(...page.filter(({ flag }) => isJudged(flag)));
    const last = page.at(-1);
    if (last === undefined || page.length < rowsAtOnce) return rows;
    from = last.observedAt + 1;
  }
}
