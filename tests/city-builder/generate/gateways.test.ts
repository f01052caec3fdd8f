import { expect, it } from "vitest";
import { Chance } from "../../../city-builder/generate/chance.ts";
import { behindGateways } from "../../../city-builder/generate/gateways.ts";
import { equipped } from "../../../city-builder/generate/kinds/instruments.ts";
import { readPlan } from "../../../city-builder/generate/read-plan.ts";
import { likeFolder } from "../generated.ts";

it("manholes of a district share gateways, each with as many children as the mix allows and no more", () => {
  const plan = readPlan(likeFolder);
  const area = plan.streets[0]?.code ?? "";
  const stations = Array.from({ length: 50 }, (_, index) =>
    equipped(
      { id: `mh-${index}`, use: "sewer", name: { zh: "井", en: "manhole" }, area, position: [113.6, 34.7], size: 1 },
      new Chance(index),
    ),
  );
  const gateways = behindGateways(stations, plan).map(({ devices }) => devices[0]?.gateway);
  const sizes = [...Map.groupBy(gateways, (gateway) => gateway).values()].map(({ length }) => length);
  expect([plan.mix.childrenPerGateway, sizes]).toEqual([24, [24, 24, 2]]);
});
