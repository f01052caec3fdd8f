import { beforeAll, describe, expect, it } from "vitest";
import type { LoadedCity } from "../../../city/load-city.ts";
import { rankOf } from "../../../domain/city/level.ts";
import type { GaugeId, StationId } from "../../../domain/ids.ts";
import { mapTexts } from "../../../locales/console/map.ts";
import { marksOf } from "../../../score/marks/marks-of-city.ts";
import type { Truth } from "../../../score/truth/truth.ts";
import { seeded } from "../../support/seeded.ts";
import { type CatalogueOfApi, figuresOf } from "./support/api-figures.ts";
import { browserForThisFile, type ConsolePage, hasBrowser, openConsole } from "./support/console-page.ts";
import { lookAt, type Moment, tenMinutesOf } from "./support/storm-moments.ts";
import { playStorm, type StormRoom } from "./support/storm-room.ts";
import { type Bounds, type TruthAt, truthAt } from "./support/truth-at.ts";

/**
 * A page writes whole centimetres of depth and hundredths of a metre of stage: half of that is lost in rounding. All else that a value
 * may be off is the instrument's, and what the water did since the newest reading (support/truth-at.ts).
 */
const roundingM = 0.005;

const metresOf: Readonly<Record<string, number>> = { 厘米: 0.01, 米: 1 };

/** Metres that a text says; null for one that says none, as of a gauge that is not believed. */
function metres(text: string): number | null {
  const [, number, unit] = /^(-?[\d.]+)(厘米|米)$/.exec(text) ?? [];
  return unit === undefined ? null : Number(number) * (metresOf[unit] ?? 1);
}

function isWithin(value: number, bounds: Bounds | null): boolean {
  return bounds !== null && value >= bounds.least - roundingM && value <= bounds.most + roundingM;
}

describe.skipIf(!hasBrowser)("a storm like that of 20 July 2021, at ten moments chosen by chance", () => {
  const browser = browserForThisFile();
  const moments: Moment[] = [];
  let duty: ConsolePage | null = null;
  let catalogue: CatalogueOfApi;
  let truth: Truth;
  let city: LoadedCity;

  beforeAll(async () => {
    const random = seeded(7);
    const look = async (room: StormRoom, at: number): Promise<void> => {
      if (duty === null) {
        catalogue = await room.get<CatalogueOfApi>("/catalogue");
        duty = await openConsole(await browser(), room, { as: "commander" });
      }
      const wet = catalogue.gauges.filter(({ gaugeId }) => gaugeId.endsWith(".depth"));
      const { station = 0 } = wet[Math.floor(random() * wet.length)] ?? {};
      const { stationId = "" } = catalogue.stations[station] ?? {};
      moments.push(await lookAt(duty.page, room, { at, catalogue, stationId }));
    };
    ({ truth, city } = await playStorm(tenMinutesOf(20_210_720).map((afterMinutes) => ({ afterMinutes, look }))));
  });

  it("figures on the page are those of the API, and no two moments are alike", () => {
    for (const moment of moments)
      expect(moment.figures, whenOf(moment)).toMatchObject(figuresOf({ ...moment, catalogue }));
    expect(moments).toHaveLength(10);
    expect(new Set(moments.map(({ figures }) => JSON.stringify(figures))).size).toBeGreaterThanOrEqual(8);
  });

  it("depth and stage of sound gauges on list and station page are true water", () => {
    const compared = { list: 0, page: 0, wet: 0 };
    for (const moment of moments) {
      const judged = truthAt(truth, city, moment.at);
      const isTrue = (gaugeId: GaugeId, said: number): boolean => isWithin(said, judged.said(gaugeId));
      for (const [gaugeId, text] of moment.station) {
        const said = metres(text);
        if (said === null || judged.heard(gaugeId as GaugeId) !== "heard") continue;
        compared.page += 1;
        expect(isTrue(gaugeId as GaugeId, said), `${whenOf(moment)} ${gaugeId}: ${text}`).toBe(true);
      }
      for (const { name, heard } of soundStations(judged)) {
        const text = moment.list.get(name) ?? "";
        const said = metres(text);
        if (said === null) continue;
        compared.list += 1;
        if (said >= 0.05) compared.wet += 1;
        expect(
          heard.some((gaugeId) => isTrue(gaugeId, said)),
          `${whenOf(moment)} ${name}: ${text}`,
        ).toBe(true);
      }
    }
    expect(compared.list, "rows of the list").toBeGreaterThan(150);
    expect(compared.wet, "rows with water").toBeGreaterThan(40);
    expect(compared.page, "rows of station pages").toBeGreaterThan(3);
  });

  it("a gauge that the truth knows as unheard shows no number as if it were of now, and is counted as unknown", () => {
    for (const moment of moments) {
      const judged = truthAt(truth, city, moment.at);
      const unknown: Record<"least" | "most", number> = { least: 0, most: 0 };
      for (const [place, { gaugeId, station }] of catalogue.gauges.entries()) {
        const heard = judged.heard(gaugeId as GaugeId);
        const state = catalogue.states[Number(moment.state.states[place])];
        const where = `${whenOf(moment)} ${gaugeId}: ${heard} by the truth, ${state} by the hub`;
        if (heard === "heard") expect(state, where).toBe("live");
        if (heard === "unheard") expect(state, where).not.toBe("live");
        if (catalogue.stations[station]?.isExercise === true) continue;
        if (heard === "unheard") unknown.least += 1;
        if (heard !== "heard") unknown.most += 1;
        if (heard === "unheard") expect(metres(moment.station.get(gaugeId) ?? ""), where).toBeNull();
      }
      const shown = Number(moment.figures[mapTexts.unknown.zh]);
      expect(shown, `${whenOf(moment)} unknown`).toBeGreaterThanOrEqual(unknown.least);
      expect(shown, `${whenOf(moment)} unknown`).toBeLessThanOrEqual(unknown.most);
      // Devices that fell silent or came back within the last readings are all that the truth leaves open.
      expect(unknown.most - unknown.least).toBeLessThan(catalogue.gauges.length / 8);
    }
  });

  it("places by level are those where true water has reached a mark, or a rule warns of what is to come", () => {
    const marks = new Set(marksOf(city.city, city.rules).map(({ ruleId, gaugeId }) => `${ruleId} ${gaugeId}`));
    let flooded = 0;
    for (const moment of moments) {
      const judged = truthAt(truth, city, moment.at);
      const warned = (stationId: string): number => {
        const alarms = moment.alarms.filter(
          ({ ruleId, target }) => target.stationId === stationId && !marks.has(`${ruleId} ${target.gaugeId}`),
        );
        return Math.max(0, ...alarms.map(({ level }) => (level === null ? 0 : rankOf(level))));
      };
      const bounds = catalogue.stations.map(({ stationId }): Bounds => {
        const reached = judged.reached(stationId as StationId);
        if (reached.least > 0) flooded += 1;
        const least = warned(stationId);
        return { least: Math.max(least, reached.least), most: Math.max(least, reached.most) };
      });
      for (const [place, { stationId }] of catalogue.stations.entries()) {
        const shown = Number(moment.state.stationLevels[place]);
        const { least, most } = bounds[place] ?? { least: 0, most: 0 };
        const where = `${whenOf(moment)} ${stationId}: ${shown} shown, ${least} to ${most} by the truth`;
        expect(shown >= least && shown <= most, where).toBe(true);
      }
      for (const [rank, shown] of shownByRank(moment)) {
        const sure = bounds.filter(({ least, most }) => least === rank && most === rank).length;
        const possible = bounds.filter(({ least, most }) => least <= rank && most >= rank).length;
        expect(shown, `${whenOf(moment)} places of rank ${rank}`).toBeGreaterThanOrEqual(sure);
        expect(shown, `${whenOf(moment)} places of rank ${rank}`).toBeLessThanOrEqual(possible);
      }
      // Water within an instrument's error of a mark, or that reached it since the newest readings, decides nothing.
      expect(bounds.filter(({ least, most }) => least === most).length).toBeGreaterThan(
        catalogue.stations.length * 0.7,
      );
    }
    expect(flooded, "stations at which true water stood at a mark").toBeGreaterThan(100);
  });

  it("leaves no error in the browser's console", () => {
    expect(duty?.faults).toEqual([]);
  });

  /** Stations with gauges of water that are surely heard. */
  function soundStations(judged: TruthAt): readonly { readonly name: string; readonly heard: readonly GaugeId[] }[] {
    return catalogue.stations.flatMap(({ name }, place) => {
      const own = catalogue.gauges.filter(({ station }) => station === place).map(({ gaugeId }) => gaugeId as GaugeId);
      const ofWater = own.filter(isOfWater);
      // The list shows one of them: with an unsound one beside it, it may be that one.
      const isSound = ofWater.length > 0 && ofWater.every((gaugeId) => judged.heard(gaugeId) === "heard");
      return isSound ? [{ name: name.zh, heard: ofWater }] : [];
    });
  }

  function isOfWater(gaugeId: GaugeId): boolean {
    const property = city.city.gauges.get(gaugeId)?.property;
    return property === "depth" || property === "stage";
  }
});

function whenOf({ at }: Moment): string {
  return new Date(at).toISOString();
}

/** How many places the page's figures have at each rank, from blue to red. */
function shownByRank({ figures }: Moment): readonly (readonly [number, number])[] {
  const [orange, yellow, blue] = (figures[mapTexts.lesser.zh] ?? "").split(" / ").map(Number);
  return [
    [1, blue],
    [2, yellow],
    [3, orange],
    [4, Number(figures[mapTexts["red-alarms"].zh])],
  ].map(([rank = 0, count]) => [rank, count ?? Number.NaN] as const);
}
