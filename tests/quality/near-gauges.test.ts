import { describe, expect, it } from "vitest";
import type { City, Gauge, Station } from "../../domain/city/city.ts";
import type { GaugeId, GaugeKey, StationId } from "../../domain/ids.ts";
import { bindQuality } from "../../quality/bind-quality.ts";
import { nearGauges } from "../../quality/near-gauges.ts";
import { cityOf, type GaugeSketch, keysOf } from "../support/worlds/rules-world.ts";

/** Gauges at so many metres north and east of the first one's station. */
function spreadCity(sketches: readonly (GaugeSketch & { readonly northM?: number; readonly eastM?: number })[]): City {
  const city = cityOf(sketches);
  const stations = new Map(city.stations);
  for (const { id, northM = 0, eastM = 0 } of sketches) {
    const station = stations.get(`at-${id}` as StationId) as Station;
    const latitude = station.latitude + northM / 111_320;
    const longitude = station.longitude + eastM / (111_320 * Math.cos((station.latitude * Math.PI) / 180));
    stations.set(station.id, { ...station, latitude, longitude });
  }
  return { ...city, stations };
}

const rain = { kind: "rain", property: "rain" } as const;

describe("nearGauges()", () => {
  it("finds rain within 5 km and gauges alike within 2 km, nearest first, and never the gauge itself", () => {
    const city = spreadCity([
      { id: "road" },
      { id: "far-rain", ...rain, northM: 5_100 },
      { id: "rain-b", ...rain, northM: -3_000, eastM: 3_900 },
      { id: "rain-a", ...rain, eastM: -4_000 },
      { id: "next-road", eastM: 1_900 },
      { id: "here", northM: 10 },
      { id: "far-road", northM: 1_500, eastM: 1_500 },
      { id: "river", property: "stage", northM: 5 },
    ]);
    const near = nearGauges(city, [city.gauges.get("road" as GaugeId) as Gauge]);
    expect(near.get("road" as GaugeId)).toEqual({ rain: ["rain-a", "rain-b"], alike: ["here", "next-road"] });
  });

  it("takes the nearest 8 of many", () => {
    const roads = Array.from({ length: 30 }, (_, index) => ({ id: `road-${index}`, eastM: ((index * 7) % 30) * 50 }));
    const city = spreadCity(roads);
    const found =
      nearGauges(city, [city.gauges.get("road-0" as GaugeId) as Gauge]).get("road-0" as GaugeId)?.alike ?? [];
    const nearest = roads.slice(1).sort((a, b) => a.eastM - b.eastM);
    expect(found).toEqual(nearest.slice(0, 8).map(({ id }) => id));
  });
});

describe("bindQuality()", () => {
  it("binds what is checked and who may speak for it, and nothing else", () => {
    const city = spreadCity([
      { id: "road" },
      { id: "sky", ...rain },
      { id: "gas", kind: "manhole", property: "methane" },
      { id: "dry-land", ...rain, northM: 9_000 },
    ]);
    const bound = bindQuality(city, keysOf(city));
    expect(bound.map(({ gaugeId, config, rain: speakers }) => [gaugeId, config !== null, speakers])).toEqual([
      ["road", true, [1 as GaugeKey]],
      ["sky", false, []],
    ]);
  });
});
