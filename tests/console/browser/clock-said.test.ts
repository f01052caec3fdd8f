import { expect, it, vi } from "vitest";
import { clockFacts } from "../../../console/screens/cases/belief-facts.ts";

// Which language a page is in it asks of its browser.
vi.hoisted(() => vi.stubGlobal("localStorage", { getItem: () => "en" }));

it("a right clock is off by nothing, however late its readings come; another is", () => {
  const gauge = { gaugeId: "g" };
  const said = (kind: string) => {
    const station = { gauges: [{ ...gauge, clock: { kind, offsetMs: -22 * 60_000 } }], lastRefusal: null };
    return clockFacts(...([station, gauge] as unknown as Parameters<typeof clockFacts>))[0]?.words.en;
  };
  expect(said("right")).not.toMatch(/22/);
  expect(said("behind")).toMatch(/22/);
});
