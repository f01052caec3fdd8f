import type { BilingualText } from "../../../domain/text.ts";
import { beliefTexts } from "../../../locales/console/case.ts";
import { fill } from "../../../locales/fill.ts";
import { clockKindNames, gaugeStateNames } from "../../../locales/names.ts";
import type { ActiveAlarm, CaseWithTimeline, Catalogue, StationWithGauges } from "../../api/wire.ts";
import { type Columns, gaugeNow } from "../../live/columns.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { type CatalogueGauge, gaugesAt, stationNow, stationsNear } from "../../parts/gauges/station-now.ts";
import { distance } from "../../parts/numbers.ts";
import { spanText } from "../../parts/plot/span-text.ts";

/** One thing that speaks for a case, against it, or is told beside. */
export interface BeliefFact {
  readonly name: BilingualText;
  readonly words: BilingualText;
  readonly speaks: "for" | "against" | "beside";
}

/** The picture that facts are read from. */
interface Picture {
  readonly known: Catalogue;
  readonly now: Columns;
}

const neighbourWithinM = 5_000;

/** What the gauge says, and what quality checks say of that. */
export function readingFacts(
  { doubt }: Pick<CaseWithTimeline, "doubt">,
  gauge: CatalogueGauge,
  { known, now }: Picture,
): readonly BeliefFact[] {
  const name = beliefTexts.reading;
  const place = known.gauges.indexOf(gauge);
  const { state, value } = gaugeNow(now, place, known);
  const doubted: readonly BeliefFact[] = doubt === undefined ? [] : [{ name, words: doubt.words, speaks: "against" }];
  if (state !== "live" || value === null) {
    const words = fill(beliefTexts["reading-not-live"], { gauge: gauge.gaugeId, state: gaugeStateNames[state] });
    return [...doubted, { name, words, speaks: "against" }];
  }
  if (doubted.length > 0) return doubted;
  const words = fill(beliefTexts["reading-live"], { value: valueText(value, gauge.property) });
  return [{ name, words, speaks: "for" }];
}

/** What others of its kind at the same station say. */
export function sisterFacts(gauge: CatalogueGauge, { known, now }: Picture): readonly BeliefFact[] {
  const name = beliefTexts.sister;
  const all = gaugesAt(known, now, gauge.station).filter((each) => each.gauge.property === gauge.property);
  const own = all.find((each) => each.gauge === gauge)?.now.value ?? null;
  const sisters = all.filter((each) => each.gauge !== gauge);
  if (sisters.length === 0) return [{ name, words: beliefTexts["sister-none"], speaks: "beside" }];
  return sisters.map((sister): BeliefFact => {
    const { gaugeId, property } = sister.gauge;
    const { state, value } = sister.now;
    if (state !== "live" || value === null || own === null) {
      const words = fill(beliefTexts["sister-unknown"], { gauge: gaugeId, state: gaugeStateNames[state] });
      return { name, words, speaks: "against" };
    }
    const difference = valueText(Math.abs(value - own), property);
    const words = fill(beliefTexts["sister-agrees"], {
      gauge: gaugeId,
      value: valueText(value, property),
      difference,
    });
    // Apart by more than a third of what either says: one of the two is wrong, or the water is uneven.
    const isApart = Math.abs(value - own) > Math.max(Math.abs(value), Math.abs(own)) / 3;
    return { name, words, speaks: isApart ? "against" : "for" };
  });
}

/** The nearest live gauge of its kind at another station: other places may be dry, so it speaks neither for nor against. */
export function neighbourFact(gauge: CatalogueGauge, { known, now }: Picture): BeliefFact {
  const name = beliefTexts.neighbour;
  for (const { place, metres } of stationsNear(known, gauge.station, { withinM: neighbourWithinM, most: 500 })) {
    const found = gaugesAt(known, now, place).find(
      (each) => each.gauge.property === gauge.property && each.now.state === "live" && each.now.value !== null,
    );
    const station = known.stations[place];
    if (found === undefined || station === undefined) continue;
    const value = valueText(found.now.value ?? 0, gauge.property);
    const words = fill(beliefTexts["neighbour-says"], { station: station.name, far: distance(metres), value });
    return { name, words, speaks: "beside" };
  }
  return { name, words: beliefTexts["neighbour-none"], speaks: "beside" };
}

/** How the stations stand that its water comes from. */
export function upstreamFacts(
  { upstream }: Pick<StationWithGauges, "upstream">,
  { known, now }: Picture,
): readonly BeliefFact[] {
  return upstream.flatMap(({ stationId, travelTimeMs }): BeliefFact[] => {
    const place = known.stations.findIndex((station) => station.stationId === stationId);
    const up = stationNow(known, now, place);
    if (up === null) return [];
    const state = up.look.tone === "calm" ? beliefTexts.calm : up.look.name;
    const words = fill(beliefTexts["upstream-says"], {
      station: up.station.name,
      travel: spanText(travelTimeMs),
      state,
    });
    const speaks = up.look.rank >= 1 ? "for" : up.look.tone === "unknown" ? "against" : "beside";
    return [{ name: beliefTexts.upstream, words, speaks }];
  });
}

/** How the clock of its device stands, and why its device was last refused. */
export function clockFacts(
  { gauges, lastRefusal }: Pick<StationWithGauges, "gauges" | "lastRefusal">,
  gauge: CatalogueGauge | undefined,
): readonly BeliefFact[] {
  const clock = gauges.find(({ gaugeId }) => gaugeId === gauge?.gaugeId)?.clock ?? null;
  const facts: BeliefFact[] = [];
  if (gauge !== undefined) {
    facts.push({
      name: beliefTexts.clock,
      words: clock === null ? beliefTexts["clock-unknown"] : wordsOfClock(clock),
      speaks: clock === null ? "beside" : clock.kind === "right" ? "for" : "against",
    });
  }
  if (lastRefusal !== null) facts.push({ name: beliefTexts.refusal, words: lastRefusal.detail, speaks: "against" });
  return facts;
}

/** By how much it is off is said of one that is: of a right clock the offset is how late its readings come. */
function wordsOfClock({ kind, offsetMs }: NonNullable<StationWithGauges["gauges"][number]["clock"]>): BilingualText {
  const name = clockKindNames[kind];
  return kind === "right" ? name : fill(beliefTexts["clock-says"], { name, offset: spanText(Math.abs(offsetMs)) });
}

/** What the case's alarms say: why a doubtful reading was believed, what holds them, what they explain. */
export function alarmFacts(
  rows: readonly ActiveAlarm[],
  { activeAlarms }: Pick<CaseWithTimeline, "activeAlarms">,
): readonly BeliefFact[] {
  const own = rows.filter(({ alarmKey }) => Object.hasOwn(activeAlarms, alarmKey));
  const facts = own.flatMap((alarm): BeliefFact[] => [
    ...(alarm.trustedBecause === undefined
      ? []
      : [{ name: beliefTexts.trusted, words: alarm.trustedBecause, speaks: "for" as const }]),
    ...(alarm.flaps === null
      ? []
      : [
          {
            name: beliefTexts.holds,
            words: fill(beliefTexts.flaps, { count: alarm.flaps }),
            speaks: "against" as const,
          },
        ]),
    ...(alarm.explains === 0
      ? []
      : [
          {
            name: beliefTexts.holds,
            words: fill(beliefTexts.explains, { count: alarm.explains }),
            speaks: "beside" as const,
          },
        ]),
  ]);
  const held = rows.flatMap(({ suppressedBy }): BeliefFact[] =>
    suppressedBy === null ? [] : [{ name: beliefTexts.holds, words: suppressedBy.words, speaks: "against" }],
  );
  if (held.length > 0) return [...facts, ...held];
  return [...facts, { name: beliefTexts.holds, words: beliefTexts["holds-none"], speaks: "for" }];
}
