import { describe, expect, it } from "vitest";
import type { CaseWithTimeline, Catalogue, Delivery } from "../../console/api/wire.ts";
import { mainGauges } from "../../console/screens/cases/case-gauges.ts";
import { byEndpoint } from "../../console/screens/cases/endpoint-deliveries.ts";

const catalogue = {
  stations: [{ stationId: "tunnel" }, { stationId: "road" }],
  gauges: [
    { gaugeId: "tunnel.north", station: 0, property: "depth" },
    { gaugeId: "tunnel.pump", station: 0, property: "running" },
    { gaugeId: "tunnel.south", station: 0, property: "depth" },
    { gaugeId: "road.depth", station: 1, property: "depth" },
  ],
} as unknown as Catalogue;

function caseOf(activeAlarms: CaseWithTimeline["activeAlarms"], past: readonly string[] = []) {
  const timeline = past.map((alarmKey) => ({ kind: "opened", alarmKey }));
  return { activeAlarms, timeline, stationId: "tunnel" } as unknown as CaseWithTimeline;
}

describe("gauges of a case", () => {
  const idsOf = (of: CaseWithTimeline) => mainGauges(of, catalogue).map(({ gaugeId }) => gaugeId);

  it("are those of its alarms, gravest first, with their sisters of the same kind", () => {
    expect(idsOf(caseOf({ "depth|tunnel.north": "blue", "depth|tunnel.south": "red" }))).toEqual([
      "tunnel.south",
      "tunnel.north",
    ]);
  });

  it("are those of the past once every alarm has cleared, and its station's where no alarm names one", () => {
    expect(idsOf(caseOf({}, ["depth|tunnel.south"]))).toEqual(["tunnel.south", "tunnel.north"]);
    expect(idsOf(caseOf({ "blind|tunnel": "red" }))).toEqual(["tunnel.north", "tunnel.south"]);
  });
});

it("endpoints with what never arrived stand above those that wait, and these above those that are told", () => {
  const delivery = (endpointId: string, state: Delivery["state"]) => ({ endpointId, state }) as Delivery;
  const rows = [
    delivery("told", "delivered"),
    delivery("waits", "pending"),
    delivery("lost", "delivered"),
    delivery("lost", "dead"),
  ];
  expect(byEndpoint(rows).map(({ endpointId, dead, newest }) => [endpointId, dead, newest.state])).toEqual([
    ["lost", 1, "delivered"],
    ["waits", 0, "pending"],
    ["told", 0, "delivered"],
  ]);
});
