import { describe, expect, it } from "vitest";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { JournalledObservation } from "../../domain/observations/observation.ts";
import { observationOf } from "../support/worlds/rules-world.ts";
import { type SuppressionRun, suppressionOver } from "../support/worlds/suppression.ts";
import { feed, minute, mover, notifiedLines, sketchCity } from "../support/worlds/suppression-world.ts";

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

function hear(suppression: SuppressionRun, gauges: readonly string[], at: number): readonly string[] {
  return gauges.flatMap((id) => {
    const gauge = keys.get(id as GaugeId) as number;
    const row: JournalledObservation = observationOf({ gauge, observedAt: minute(at), value: 0 });
    return notifiedLines(suppression.read(row));
  });
}

const silent = (id: string) => mover(city, id, { rule: "silence", hazard: "blind-spot", unit: "intervals" });

describe("a gateway that falls silent", () => {
  it("is one alarm for its 200 gauges, counted, and none of them is notified", () => {
    const suppression = suppressionOver(city);
    hear(suppression, [...ids, "own"], 0);
    const notified = feed(suppression, [
      ...ids.map((id) => silent(id).to("blue", minute(3))),
      silent("own").to("blue", minute(3)),
    ]);
    expect(notified).toEqual(["3 carrier-silent|gateway-1 ->blue", "3 silence|own ->blue"]);
    expect(suppression.suppression.activeAlarms()).toHaveLength(count + 2);
    const [uplink] = suppression.suppression.activeAlarms().filter(({ last }) => last.unit === "gauges");
    expect(uplink?.last).toMatchObject({ signal: count, target: { stationId: "b" } });
    expect(suppression.suppression.suppressionOf(uplink?.last.alarmKey as never)?.explains).toBe(count);
    expect(suppression.suppression.suppressedNow().inhibition).toBe(count);
  });

  it("rises with the gravest of them", () => {
    const suppression = suppressionOver(city);
    hear(suppression, ids, 0);
    const [first, second] = [silent("g0"), silent("g1")];
    const notified = feed(suppression, [
      first.to("blue", minute(3)),
      second.to("blue", minute(3)),
      first.to("yellow", minute(12)),
      second.to("yellow", minute(12)),
      second.to("red", minute(20)),
      first.to("red", minute(20)),
    ]);
    expect(notified).toEqual([
      "3 carrier-silent|gateway-1 ->blue",
      "12 carrier-silent|gateway-1 blue>yellow",
      "20 carrier-silent|gateway-1 yellow>red",
    ]);
    expect(suppression.suppression.counts.hiddenReds).toBe(0);
  });

  it("ends when one gauge is heard; gauges that do not follow are then notified on their own", () => {
    const suppression = suppressionOver(city);
    hear(suppression, ids, 0);
    const movers = ids.map(silent);
    feed(
      suppression,
      movers.map((each) => each.to("blue", minute(3))),
    );
    const back = movers
      .slice(0, -1)
      .flatMap((each, index) => [
        ...feed(suppression, [each.to(null, minute(10))]),
        ...hear(suppression, [ids[index] as string], 10),
      ]);
    expect(back).toEqual(["10 carrier-silent|gateway-1 blue>-"]);
    expect(feed(suppression, [{ until: 12.9 }])).toEqual([]);
    expect(feed(suppression, [{ until: 13 }])).toEqual([`13 silence|${ids.at(-1)} ->blue released:inhibition`]);
  });
});

it("a gauge that falls silent while others of its uplink are heard is notified on its own", () => {
  const suppression = suppressionOver(city);
  hear(suppression, ids, 0);
  hear(suppression, ids.slice(1), 2);
  expect(feed(suppression, [silent("g0").to("blue", minute(3))])).toEqual(["3 silence|g0 ->blue"]);
});
