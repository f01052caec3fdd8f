import { afterEach, describe, expect, it } from "vitest";
import { loadCity } from "../../city/load-city.ts";
import { hourMs, minuteMs } from "../../domain/clock.ts";
import { HubError } from "../../domain/errors.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { type CityFolder, changed, cityFolder } from "./small-city.ts";

const folders: CityFolder[] = [];

afterEach(() => {
  for (const each of folders.splice(0)) each.remove();
});

/** The small city with a `quality` under its stage gauge, or under its flow gauge. */
function folderWith(quality: string, gauge: "stage" | "flow" = "stage"): string {
  const line = gauge === "stage" ? "range: { min: 70, max: 80 }" : "range: { min: 0, max: 100 }";
  const made = cityFolder(changed("stations.yaml", line, `${line}\n            quality: ${quality}`));
  folders.push(made);
  return made.folder;
}

function qualityOf(quality: string, gauge: "stage" | "flow" = "stage"): unknown {
  return loadCity(folderWith(quality, gauge)).city.gauges.get(`weir.${gauge}` as GaugeId)?.quality;
}

function complaint(quality: string, gauge: "stage" | "flow" = "stage"): string {
  try {
    loadCity(folderWith(quality, gauge));
  } catch (error) {
    if (error instanceof HubError) return error.message.split("\n").slice(1).join("\n").trim();
    throw error;
  }
  return "";
}

describe("loadCity() of a gauge's quality", () => {
  it("takes limits in the canonical unit and durations in words", () => {
    const spike = "spike: { suspect: 0.1, fail: 0.3 }";
    const rate = "rateOfChange: { suspect: 0.5, fail: 1, over: 5min }";
    const flat = "flatLine: { after: 12h, tolerance: 0.002, above: 70 }";
    expect(qualityOf(`{ ${spike}, ${rate}, ${flat} }`)).toEqual({
      spike: { suspect: 0.1, fail: 0.3 },
      rateOfChange: { suspect: 0.5, fail: 1, overMs: 5 * minuteMs },
      flatLine: { suspectMs: 12 * hourMs, tolerance: 0.002, above: 70 },
    });
    expect(qualityOf("{ flatLine: { after: 12h, tolerance: 0.002 } }")).toEqual({
      flatLine: { suspectMs: 12 * hourMs, tolerance: 0.002, above: null },
    });
    expect(qualityOf("off")).toBe("off");
    expect(qualityOf(`{ ${spike}, ${rate} }`, "flow")).toBeDefined();
  });

  it.each([
    ["a suspect above its fail", "{ spike: { suspect: 0.3, fail: 0.1 } }", "wanted suspect at most fail"],
    ["no time for a rate", "{ rateOfChange: { suspect: 0.3, fail: 0.6, over: 0s } }", "wanted a duration above 0"],
    ["a limit of nothing", "{ spike: { suspect: 0, fail: 0.1 } }", "suspect"],
    ["an unknown check", "{ spkie: { suspect: 0.1, fail: 0.2 } }", "spkie"],
  ])("refuses %s with its place", (_name, quality, words) => {
    expect(complaint(quality)).toMatch(/stations\.yaml:\d+:\d+ stations\[0\]\.devices\[0\]\.gauges\[0\]\.quality/);
    expect(complaint(quality)).toContain(words);
  });

  it("refuses half a check where the property has no usual limits", () => {
    expect(complaint("{ spike: { suspect: 1, fail: 3 } }", "flow")).toContain(
      "gauges[1].quality: wanted spike and rateOfChange, as flow has no usual limits, got spike; give rateOfChange too",
    );
  });
});
