import { describe, expect, it } from "vitest";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observation.ts";
import type { Oversight } from "../../processor/oversight.ts";
import { minute, mover, sketchCity, tell, toldLines } from "../support/noise-world.ts";
import { oversightOver } from "../support/oversight.ts";
import { observationOf } from "../support/rules-world.ts";

const count = 200;
const ids = Array.from({ length: count }, (_, index) => `g${index}`);

/** 200 gauges at four stations behind one gateway, and one gauge that speaks for itself. */
const city = sketchCity(
  [{ id: "a" }, { id: "b", importance: 3 }, { id: "c" }, { id: "d" }, { id: "alone" }],
  [
    ...ids.map((id, index) => ({ id, stationId: "abcd"[index % 4] as string, gatewayId: "gateway-1" })),
    { id: "own", stationId: "alone" },
  ],
);

const keys = new Map([...city.gauges.keys()].map((id, index): [GaugeId, GaugeKey] => [id, index as GaugeKey]));

function hear(oversight: Oversight, gauges: readonly string[], at: number): readonly string[] {
  return gauges.flatMap((id) => {
    const gauge = keys.get(id as GaugeId) as number;
    const row: JournalledObservation = observationOf({ gauge, observedAt: minute(at), value: 0 });
    return toldLines(oversight.read(row));
  });
}

const silent = (id: string) => mover(city, id, { rule: "silence", hazard: "blind-spot", unit: "intervals" });

describe("a gateway that falls silent", () => {
  it("is one alarm for its 200 gauges, counted, and none of them is told", () => {
    const oversight = oversightOver(city);
    hear(oversight, [...ids, "own"], 0);
    const told = tell(oversight, [
      ...ids.map((id) => silent(id).to("blue", minute(3))),
      silent("own").to("blue", minute(3)),
    ]);
    expect(told).toEqual(["3 carrier-silent|gateway-1 ->blue", "3 silence|own ->blue"]);
    expect(oversight.noise.activeAlarms()).toHaveLength(count + 2);
    const [carrier] = oversight.noise.activeAlarms().filter(({ last }) => last.unit === "gauges");
    expect(carrier?.last).toMatchObject({ signal: count, target: { stationId: "b" } });
    expect(oversight.noise.suppressionOf(carrier?.last.alarmKey as never)?.explains).toBe(count);
    expect(oversight.noise.suppressedNow().inhibition).toBe(count);
  });

  it("rises with the gravest of them", () => {
    const oversight = oversightOver(city);
    hear(oversight, ids, 0);
    const [first, second] = [silent("g0"), silent("g1")];
    const told = tell(oversight, [
      first.to("blue", minute(3)),
      second.to("blue", minute(3)),
      first.to("yellow", minute(12)),
      second.to("yellow", minute(12)),
      second.to("red", minute(20)),
      first.to("red", minute(20)),
    ]);
    expect(told).toEqual([
      "3 carrier-silent|gateway-1 ->blue",
      "12 carrier-silent|gateway-1 blue>yellow",
      "20 carrier-silent|gateway-1 yellow>red",
    ]);
    expect(oversight.noise.counts.hiddenReds).toBe(0);
  });

  it("ends when one gauge is heard; gauges that do not follow are then told on their own", () => {
    const oversight = oversightOver(city);
    hear(oversight, ids, 0);
    const movers = ids.map(silent);
    tell(
      oversight,
      movers.map((each) => each.to("blue", minute(3))),
    );
    const back = movers
      .slice(0, -1)
      .flatMap((each, index) => [
        ...tell(oversight, [each.to(null, minute(10))]),
        ...hear(oversight, [ids[index] as string], 10),
      ]);
    expect(back).toEqual(["10 carrier-silent|gateway-1 blue>-"]);
    expect(tell(oversight, [{ until: 12.9 }])).toEqual([]);
    expect(tell(oversight, [{ until: 13 }])).toEqual([`13 silence|${ids.at(-1)} ->blue released:inhibition`]);
  });
});

it("a gauge that falls silent while others of its carrier are heard is told on its own", () => {
  const oversight = oversightOver(city);
  hear(oversight, ids, 0);
  hear(oversight, ids.slice(1), 2);
  expect(tell(oversight, [silent("g0").to("blue", minute(3))])).toEqual(["3 silence|g0 ->blue"]);
});
