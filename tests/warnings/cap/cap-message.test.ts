import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AreaOutlines, noOutlines } from "../../../domain/city/area-outline.ts";
import { hazards } from "../../../domain/city/hazard.ts";
import { minuteMs } from "../../../domain/clock.ts";
import type { Bulletin } from "../../../domain/governance/warnings/bulletin.ts";
import { hazardNames } from "../../../locales/names.ts";
import { bulletinsOf } from "../../../warnings/cap/bulletins-of.ts";
import { capMessage } from "../../../warnings/cap/cap-message.ts";
import { capDescription } from "../../../warnings/cap/cap-text.ts";
import { capTimes } from "../../../warnings/cap/cap-time.ts";
import type { WarningChange } from "../../../warnings/open-warnings.ts";
import { smallCity } from "../../support/alarm-builders.ts";
import { aWarning } from "../../support/effects.ts";
import { hasTool } from "../../support/machine/tools.ts";
import { capSchemaFaults, parsedXml, xpathText } from "../../support/machine/xml-tools.ts";
import { missing } from "../../support/shared.ts";
import { commander, officer, PolicyWorld, startedAt } from "../support/policy-world.ts";

const hasParser = hasTool("xmllint");

/** Every bulletin that a night brought out. */
function bulletinsIn(world: PolicyWorld, outlines: AreaOutlines = noOutlines): readonly Bulletin[] {
  return world.changes.flatMap((change) => bulletinsOf(change, { city: world.city, outlines }));
}

/** Orange issued, raised to red by approval, lowered to blue, lifted. */
function upAndDown(world: PolicyWorld): void {
  const id = world.alarm("tunnel", null, "orange")?.after.id ?? "";
  world.pass(minuteMs);
  world.act(id, "Wang", { do: "issue" }, officer);
  world.pass(minuteMs);
  world.alarm("tunnel", "orange", "red", { signal: 0.42, limit: 0.4 });
  world.act(id, "Li", { do: "approve" }, commander);
  world.act(id, "Wang", { do: "approve" }, officer);
  world.pass(minuteMs);
  world.alarm("tunnel", "red", "blue", { signal: 0.02, limit: 0.35 });
  world.pass(minuteMs);
  world.alarm("tunnel", "blue", null);
}

function expectValid(xml: string): void {
  const faults = capSchemaFaults(xml);
  if (faults === null) missing("vectors/cap12.xsd (GUANLAN_VECTORS)");
  else expect(faults).toBe("");
}

describe.runIf(hasParser)("a CAP message", () => {
  it("is valid by the schema of CAP 1.2 at every stage of a warning, drills and hands included", () => {
    const world = new PolicyWorld();
    upAndDown(world);
    const draft = { do: "draft", hazard: "toxic-gas", areaCode: "410100", level: "yellow", isExercise: true } as never;
    world.act("warning-hand", "Wang", draft, officer);
    world.act("warning-hand", "Wang", { do: "issue" }, officer);
    world.act("warning-hand", "Wang", { do: "lift", reason: "over" }, officer);
    const bulletins = bulletinsIn(world);
    expect(bulletins.map(({ kind }) => kind)).toEqual(["Alert", "Update", "Update", "Cancel", "Alert", "Cancel"]);
    for (const { xml } of bulletins) expectValid(xml);
  });

  it("is refused by that schema where an element stands out of its order: the schema does judge", () => {
    const world = new PolicyWorld(null);
    upAndDown(world);
    const [first] = bulletinsIn(world);
    const swapped = first?.xml.replace(/( {2}<status>.*\n)( {2}<msgType>.*\n)/, "$2$1") ?? "";
    expect(swapped).not.toBe(first?.xml);
    expect(capSchemaFaults(swapped)).not.toBe("");
  });

  it("refers to all that came before of its warning, oldest first, and to no other", () => {
    const world = new PolicyWorld();
    upAndDown(world);
    const all = bulletinsIn(world).map(({ xml }) => parsedXml(xml));
    const one = (name: string, at: number) => all[at]?.get(name)?.[0] ?? "";
    expect(all[0]?.has("references")).toBe(false);
    for (const at of [1, 2, 3]) {
      const earlier = all
        .slice(0, at)
        .map((each) => `${each.get("sender")},${each.get("identifier")},${each.get("sent")}`);
      expect(one("references", at)).toBe(earlier.join(" "));
    }
    expect(new Set(all.map((each) => each.get("identifier")?.[0])).size).toBe(4);
    expect(one("sender", 0)).toBe("flood.example");
    expect(one("sent", 0)).toBe("2021-07-20T16:01:00+08:00");
  });

  it("says in both languages what can happen, what to do and what was seen, with the mapping of the colours", () => {
    const world = new PolicyWorld();
    upAndDown(world);
    const [first, raised, lowered, cancelled] = bulletinsIn(world).map(({ xml }) => parsedXml(xml));
    expect(first?.get("language")).toEqual(["zh-CN", "en-US"]);
    expect(first?.get("instruction")).toEqual(["远离地下车库。", "Keep out of basements."]);
    expect(first?.get("description")?.[1]).toBe(
      "Basements in Jinshui may flood. Observed: station tunnel 0.16 m, limit 0.15 m (orange).",
    );
    expect(first?.get("areaDesc")).toEqual(["郑州市金水区", "Jinshui, Zhengzhou"]);
    expect(first?.get("senderName")).toEqual(["防汛办", "Flood office"]);
    const terms = (of: typeof first) =>
      ["severity", "urgency", "certainty", "responseType"].map((name) => of?.get(name)?.[0]);
    expect(terms(first)).toEqual(["Severe", "Immediate", "Observed", "Execute"]);
    expect(terms(raised)).toEqual(["Extreme", "Immediate", "Observed", "Execute"]);
    expect(terms(lowered)).toEqual(["Minor", "Expected", "Likely", "Monitor"]);
    expect(terms(cancelled)).toEqual(["Minor", "Past", "Observed", "AllClear"]);
    const values = raised?.get("value") ?? [];
    expect(values).toContain("红色");
    expect(values).toContain("Ⅰ");
    expect(values).toContain("station tunnel 0.42 m, limit 0.40 m (red), underpass-depth@v1");
    expect(values).toContain("410105");
    // The reading that brought it down is no reason of the level that is left.
    expect(lowered?.get("description")?.[1]).toBe("waterlogging in Jinshui.");
  });

  it("names each hazard as people call it, in a sentence of its own", () => {
    for (const hazard of hazards) {
      const warning = aWarning({ hazard, state: "issued" });
      const said = capDescription(warning, { city: smallCity(), language: "zh" });
      expect(said).toMatch(new RegExp(`出现${hazardNames[hazard].zh}。$`));
      expect(said).not.toMatch(/(.{2,})\1/);
    }
  });

  it("one that a person lifts while cases are open does not say that all is clear", () => {
    const world = new PolicyWorld();
    const id = world.alarm("tunnel", null, "orange")?.after.id ?? "";
    world.act(id, "Wang", { do: "issue" }, officer);
    world.act(id, "Wang", { do: "lift", reason: "误报" }, officer);
    const cancelled = parsedXml(bulletinsIn(world).at(-1)?.xml ?? "");
    expect(cancelled.get("msgType")).toEqual(["Cancel"]);
    expect(cancelled.get("responseType")?.[0]).toBe("Assess");
    expect(cancelled.get("instruction")?.[1]).toContain("keep out of what is still closed off");
  });

  it("what late readings or a person alone speak for is possible, not observed", () => {
    const world = new PolicyWorld(null);
    const { id = "" } = world.alarm("tunnel", null, "red", { isLate: true })?.after ?? {};
    world.act(id, "Wang", { do: "issue" });
    expect(parsedXml(bulletinsIn(world)[0]?.xml ?? "").get("certainty")?.[0]).toBe("Possible");
  });

  it("one of a drill is an exercise, in status and in words", () => {
    const world = new PolicyWorld();
    const draft = { do: "draft", hazard: "waterlogging", areaCode: "410105", level: "blue", isExercise: true } as never;
    world.act("warning-drill", "Wang", draft, officer);
    world.act("warning-drill", "Wang", { do: "issue" }, officer);
    const [bulletin] = bulletinsIn(world);
    expect(bulletin?.isExercise).toBe(true);
    const said = parsedXml(bulletin?.xml ?? "");
    expect(said.get("status")).toEqual(["Exercise"]);
    expect(said.get("note")?.[0]).toContain("演练");
    expect(said.get("headline")?.[1]).toContain("Exercise");
  });

  it("text of a person is text, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), (written) => {
        const world = new PolicyWorld();
        const id = world.alarm("tunnel", null, "orange")?.after.id ?? "";
        const mean = `]]><script>&"'${written}`;
        world.act(id, "Wang", { do: "edit", title: { zh: mean, en: mean }, advice: { zh: mean, en: mean } }, officer);
        world.act(id, "Wang", { do: "issue" }, officer);
        const xml = bulletinsIn(world)[0]?.xml ?? "";
        expectValid(xml);
        expect(xpathText(xml, "count(//*[local-name()='script'])")).toBe("0");
        expect(xpathText(xml, "string(//*[local-name()='headline'])")).toContain("]]><script>&\"'");
      }),
      { numRuns: 15 },
    );
  });
});

describe.runIf(hasParser)("where a message holds", () => {
  const ring = [
    [113.6, 34.7],
    [113.7, 34.7],
    [113.7, 34.8],
    [113.6, 34.7],
  ] as const;

  function issued(outlines: AreaOutlines) {
    const world = new PolicyWorld();
    const id = world.alarm("tunnel", null, "blue")?.after.id ?? "";
    world.act(id, "Wang", { do: "issue" }, officer);
    return parsedXml(bulletinsIn(world, outlines)[0]?.xml ?? "");
  }

  it("is the outline of its area, latitude first, each part closed; holes are said to be left out", () => {
    const outlines: AreaOutlines = new Map([["410105" as never, [[ring, ring], [ring]]]]);
    const said = issued(outlines);
    const drawn = "34.7,113.6 34.7,113.7 34.8,113.7 34.7,113.6";
    expect(said.get("polygon")).toEqual([drawn, drawn, drawn, drawn]);
    expect(said.has("circle")).toBe(false);
    expect(said.get("value")).toContain("outline of the area without its holes");
  });

  it("names the source and review number of the map that its outline is of, and of no map where it has none", () => {
    const mapLabel = { zh: "某市自然资源局　审图号：豫S[2026]001号", en: "some bureau, map review number 001" };
    const world = new PolicyWorld();
    const id = world.alarm("tunnel", null, "blue")?.after.id ?? "";
    world.act(id, "Wang", { do: "issue" }, officer);
    const noteWith = (outlines: AreaOutlines) =>
      world.changes
        .flatMap((change) => bulletinsOf(change, { city: world.city, outlines, mapLabel }))
        .map(({ xml }) => parsedXml(xml).get("note"));
    const outlines: AreaOutlines = new Map([["410105" as never, [[ring]]]]);
    expect(noteWith(outlines)).toEqual([[`区域图形：${mapLabel.zh}。 Outline of the area: ${mapLabel.en}.`]]);
    expect(noteWith(noOutlines)).toEqual([undefined]);
  });

  it("is a circle around its stations where nobody has drawn it, and says so", () => {
    const said = issued(noOutlines);
    expect(said.has("polygon")).toBe(false);
    expect(said.get("circle")?.[0]).toBe("34.76,113.65 1");
    expect(said.get("value")).toContain("circle around its stations");
  });

  it("a ring that rounding has opened is closed again", () => {
    const open = [...ring.slice(0, 3), [113.600014, 34.70001]] as never;
    const outlines: AreaOutlines = new Map([["410105" as never, [[open]]]]);
    const [polygon = ""] = issued(outlines).get("polygon") ?? [];
    const points = polygon.split(" ");
    expect(points[0]).toBe(points.at(-1));
    expect(points.length).toBeGreaterThanOrEqual(4);
  });
});

it("times carry the offset of the city and never Z; UTC itself is -00:00", () => {
  expect(capTimes("Asia/Shanghai")(startedAt + 999)).toBe("2021-07-20T16:00:00+08:00");
  expect(capTimes("America/St_Johns")(startedAt)).toBe("2021-07-20T05:30:00-02:30");
  expect(capTimes("UTC")(startedAt)).toBe("2021-07-20T08:00:00-00:00");
  expect(capTimes("Europe/London")(Date.UTC(2026, 10, 1))).toBe("2026-11-01T00:00:00-00:00");
});

it("the same change gives the same bytes", () => {
  const world = new PolicyWorld();
  upAndDown(world);
  const context = { city: world.city, outlines: noOutlines };
  for (const change of world.changes as WarningChange[]) {
    for (const bulletin of bulletinsOf(change, context)) {
      expect(capMessage(JSON.parse(JSON.stringify(change.after)), bulletin, context)).toBe(bulletin.xml);
    }
  }
});
