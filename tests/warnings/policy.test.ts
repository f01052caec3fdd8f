import { beforeEach, describe, expect, it } from "vitest";
import { minuteMs } from "../../domain/clock.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { createOpenWarnings } from "../../warnings/open-warnings.ts";
import { commander, officer, PolicyWorld, startedAt } from "./support/policy-world.ts";

let world: PolicyWorld;

beforeEach(() => {
  world = new PolicyWorld();
});

function drafted(level: "blue" | "yellow" | "orange" | "red"): Warning {
  return world.alarm("tunnel", null, level)?.after as Warning;
}

const kindsOf = ({ bulletins = [] }: Warning) => bulletins.map(({ kind }) => kind);

describe("who may approve and issue", () => {
  it("red: not before it is approved, by a commander alone, and not by the same person", () => {
    const { id } = drafted("red");
    expect(world.act(id, "Wang", { do: "issue" }, officer).refusal?.code).toBe("warnings.not_approved");
    expect(world.act(id, "Wang", { do: "approve" }, officer).refusal?.code).toBe("warnings.part_not_allowed");
    const approved = world.act(id, "Li", { do: "approve" }, commander).change;
    expect(approved).toMatchObject({
      after: { state: "approved", approved: { by: "Li", at: startedAt } },
      event: { type: "warning.approved", isUrgent: false },
    });
    expect(kindsOf(approved?.after as Warning)).toEqual([]);
    const alone = world.act(id, "Li", { do: "issue" }, commander).refusal;
    expect(alone).toMatchObject({
      code: "warnings.second_person_wanted",
      words: { zh: expect.stringContaining("Li") },
    });
    const issued = world.act(id, "Wang", { do: "issue" }, officer).change;
    expect(issued).toMatchObject({
      after: { state: "issued", issued: { by: "Wang" }, changedBy: "Wang" },
      event: { type: "warning.issued", isUrgent: true },
    });
    expect(kindsOf(issued?.after as Warning)).toEqual(["Alert"]);
  });

  it("in a city that has ordered nothing: the commander alone issues, changes and lifts; a duty officer drafts", () => {
    world = new PolicyWorld(null);
    const { id } = drafted("blue");
    for (const move of [{ do: "approve" }, { do: "issue" }] as const)
      expect(world.act(id, "Wang", move, officer).refusal?.code).toBe("warnings.part_not_allowed");
    expect(world.act(id, "Li", { do: "issue" }, commander).change?.after.state).toBe("issued");
    const lift = { do: "lift", reason: "dry" } as const;
    expect(world.act(id, "Wang", lift, officer).refusal?.code).toBe("warnings.part_not_allowed");
    expect(world.act(id, "Li", lift, commander).change?.after.state).toBe("lifted");
  });

  it("blue: whoever may issue it needs nobody's approval", () => {
    const { id } = drafted("blue");
    expect(world.act(id, "Wang", { do: "issue" }, { actor: { part: "unit" } }).refusal?.code).toBe(
      "warnings.part_not_allowed",
    );
    expect(world.act(id, "Wang", { do: "issue" }, officer).change?.after.state).toBe("issued");
  });

  it("in an emergency a duty officer may approve red, still not alone", () => {
    const { id } = drafted("red");
    world.warnings.setMode("emergency");
    expect(world.act(id, "Wang", { do: "approve" }, officer).change?.after.state).toBe("approved");
    expect(world.act(id, "Wang", { do: "issue" }, officer).refusal?.code).toBe("warnings.second_person_wanted");
  });

  it("whoever wrote it last does not approve it", () => {
    const { id } = drafted("red");
    const advice = { zh: "转移", en: "Leave" };
    expect(world.act(id, "Li", { do: "edit", advice }, commander).change).toMatchObject({
      after: { state: "draft", advice, authors: [{ by: "Li" }] },
      event: { type: "warning.updated", isUrgent: false },
    });
    expect(world.act(id, "Li", { do: "approve" }, commander).refusal?.code).toBe("warnings.second_person_wanted");
    world.act(id, "Zhao", { do: "approve" }, commander);
    // Two stand behind it now: the one who wrote and the one who approved.
    expect(world.act(id, "Zhao", { do: "issue" }, commander).change?.after.state).toBe("issued");
  });

  it("where both commanders have written of it, the one who did not write last approves it", () => {
    const { id } = drafted("red");
    const title = { zh: "题", en: "title" };
    for (const by of ["Li", "Zhao", "Li"]) world.act(id, by, { do: "edit", title }, commander);
    expect(world.act(id, "Li", { do: "approve" }, commander).refusal?.code).toBe("warnings.second_person_wanted");
    expect(world.act(id, "Zhao", { do: "approve" }, commander).change?.after.state).toBe("approved");
  });

  it("who wrote the orange draft does not stand behind red when the water raises it", () => {
    const { id } = drafted("orange");
    world.act(id, "Wang", { do: "edit", title: { zh: "题", en: "title" } }, officer);
    world.alarm("tunnel", "orange", "red");
    world.act(id, "Li", { do: "approve" }, commander);
    expect(world.act(id, "Li", { do: "issue" }, commander).refusal?.code).toBe("warnings.second_person_wanted");
    expect(world.act(id, "Wang", { do: "issue" }, officer).change?.after).toMatchObject({ level: "red" });
  });

  it("a person is the same under another name, in drafts and proposed levels", () => {
    const [before, after] = [
      { ...commander, caller: { kind: "account", id: "com1", name: "Li" } as const },
      { ...commander, caller: { kind: "account", id: "com1", name: "Li Na" } as const },
    ];
    const move = { do: "draft", hazard: "waterlogging", areaCode: "410105", level: "red" } as never;
    world.act("warning-hand", "Li", move, before);
    expect(world.act("warning-hand", "Li Na", { do: "approve" }, after).refusal?.code).toBe(
      "warnings.second_person_wanted",
    );
    world.act("warning-hand", "Li", { do: "withdraw", reason: "r" }, before);
    const { id } = drafted("red");
    world.act(id, "Li", { do: "approve" }, before);
    expect(world.act(id, "Li Na", { do: "issue" }, after).refusal?.code).toBe("warnings.second_person_wanted");
    world.act(id, "Li", { do: "withdraw", reason: "r" }, before);
    const orange = world.alarm("road", null, "orange")?.after.id ?? "";
    world.act(orange, "Wang", { do: "issue" }, officer);
    world.act(orange, "Li", { do: "edit", level: "red" }, before);
    expect(world.act(orange, "Li Na", { do: "approve" }, after).refusal?.code).toBe("warnings.second_person_wanted");
    expect(world.act(orange, "Zhao", { do: "approve" }, commander).change?.after.level).toBe("red");
  });

  it("two persons of one name are two", () => {
    const { id } = drafted("red");
    const as = (account: string) => ({ ...commander, caller: { kind: "account", id: account, name: "Li" } as const });
    world.act(id, "Li", { do: "approve" }, as("com1"));
    expect(world.act(id, "Li", { do: "issue" }, as("com2")).change?.after).toMatchObject({ level: "red" });
  });

  it("a warning kept from before accounts were recorded goes on by name", () => {
    const { id, ...kept } = drafted("red");
    const old = { ...kept, id, authors: ["Li"] };
    world.restart(new Map([[id, old]]));
    world.warnings = createOpenWarnings(world.city, "district", [old]);
    const signed = { ...commander, caller: { kind: "account", id: "com1", name: "Li" } as const };
    expect(world.act(id, "Li", { do: "approve" }, signed).refusal?.code).toBe("warnings.second_person_wanted");
    expect(world.act(id, "Zhao", { do: "approve" }, signed).change?.after.state).toBe("approved");
  });

  it("what was approved is approved no more once it reads otherwise or rises, and still is once it falls", () => {
    const { id } = drafted("orange");
    world.act(id, "Li", { do: "approve" }, commander);
    expect(world.alarm("road", null, "yellow")).toBeNull();
    expect(world.alarm("tunnel", "orange", "red")?.after).toMatchObject({ state: "draft" });
    expect(world.changes.at(-1)?.after).not.toHaveProperty("approved");
    world.act(id, "Li", { do: "approve" }, commander);
    expect(world.alarm("tunnel", "red", "yellow")?.after).toMatchObject({ state: "approved", approved: { by: "Li" } });
    world.act(id, "Wang", { do: "edit", title: { zh: "题", en: "title" } }, officer);
    expect(world.changes.at(-1)?.after).not.toHaveProperty("approved");
  });

  it("an act on another revision than the newest changes nothing, and says who changed it", () => {
    const { id } = drafted("blue");
    world.act(id, "Wang", { do: "issue" }, { ifRevision: 1 });
    const { refusal } = world.act(id, "Li", { do: "lift", reason: "over" }, { ifRevision: 1 });
    expect(refusal).toMatchObject({
      code: "warnings.changed_since",
      words: { en: expect.stringContaining("got 1 while it is at 2, last changed by Wang") },
    });
    expect(world.act(id, "Li", { do: "lift", reason: "over" }, { ifRevision: 2 }).change?.after.state).toBe("lifted");
  });
});

describe("a level that waits for approval", () => {
  function issuedOrange(): Warning {
    const { id } = drafted("orange");
    return world.act(id, "Wang", { do: "issue" }, officer).change?.after as Warning;
  }

  it("is proposed by the water, and told to the public once two persons have approved it", () => {
    const { id } = issuedOrange();
    const proposed = world.alarm("tunnel", "orange", "red");
    expect(proposed).toMatchObject({
      after: { state: "issued", level: "orange", proposal: { level: "red", at: startedAt } },
      event: { type: "warning.updated", level: "orange", isUrgent: true },
    });
    expect(proposed?.event.data.message?.zh).toContain("案件已达红色，积水内涝预警现为橙色，升级待审批");
    expect(kindsOf(proposed?.after as Warning)).toEqual(["Alert"]);
    expect(world.act(id, "Wang", { do: "approve" }, officer).refusal?.code).toBe("warnings.part_not_allowed");
    const first = world.act(id, "Li", { do: "approve" }, commander).change;
    expect(first).toMatchObject({
      after: { state: "issued", level: "orange", proposal: { level: "red", approved: { by: "Li" } } },
      event: { type: "warning.updated", level: "orange", data: { warning: { proposal: { approved: { by: "Li" } } } } },
    });
    expect(first?.event.data.message?.zh).toContain("Li 同意将积水内涝预警升为红色，须另一人审批，现仍为橙色");
    expect(kindsOf(first?.after as Warning)).toEqual(["Alert"]);
    expect(world.act(id, "Li", { do: "approve" }, commander).refusal?.code).toBe("warnings.second_person_wanted");
    // The one who issued orange has not stood behind red; as the second, who may issue it approves it.
    const raised = world.act(id, "Wang", { do: "approve" }, officer).change;
    expect(raised).toMatchObject({
      after: { state: "updated", level: "red", peakLevel: "red", impact: { en: "Jinshui is deadly." } },
      event: { type: "warning.updated", level: "red", isUrgent: true },
    });
    expect(raised?.after).not.toHaveProperty("proposal");
    expect(kindsOf(raised?.after as Warning)).toEqual(["Alert", "Update"]);
  });

  it("wants two persons although the rule issued the milder one", () => {
    world.warnings.setMode("emergency");
    const { id } = drafted("red");
    world.pass(minuteMs);
    world.alarm("tunnel", "red", "orange");
    world.alarm("tunnel", "orange", "red");
    expect(world.act(id, "Li", { do: "approve" }, commander).change?.after.level).toBe("orange");
    expect(world.act(id, "Wang", { do: "approve" }, officer).change?.after.level).toBe("red");
  });

  it("proposed by a person wants one other, whatever either did to the milder one", () => {
    const { id } = issuedOrange();
    const title = { zh: "题", en: "title" };
    for (const by of ["Li", "Zhao", "Wang"]) world.act(id, by, { do: "edit", title }, commander);
    world.act(id, "Wang", { do: "edit", level: "red" }, officer);
    expect(world.act(id, "Wang", { do: "approve" }, commander).refusal?.code).toBe("warnings.second_person_wanted");
    expect(world.act(id, "Zhao", { do: "approve" }, commander).change?.after).toMatchObject({ level: "red" });
  });

  it("is gone without a word to the public where the cases fall again, or a person takes it back", () => {
    const { id } = issuedOrange();
    world.alarm("tunnel", "orange", "red");
    const gone = world.alarm("tunnel", "red", "orange");
    expect(gone?.after).toMatchObject({ level: "orange" });
    expect(gone?.after).not.toHaveProperty("proposal");
    world.alarm("tunnel", "orange", "red");
    const withdrawn = world.act(id, "Li", { do: "withdraw", reason: "sensor" }, commander).change;
    expect(withdrawn?.after).toMatchObject({ state: "issued", level: "orange" });
    expect(withdrawn?.event.data.message?.en).toContain("Li does not raise the waterlogging warning to red");
    expect(kindsOf(withdrawn?.after as Warning)).toEqual(["Alert"]);
    expect(world.act(id, "Li", { do: "withdraw", reason: "again" }, commander).refusal?.code).toBe(
      "warnings.nothing_to_withdraw",
    );
  });

  it("falls at once, and is cancelled with its last case", () => {
    issuedOrange();
    const lowered = world.alarm("tunnel", "orange", "blue");
    expect(lowered).toMatchObject({ after: { state: "updated", level: "blue" }, event: { isUrgent: false } });
    expect(lowered?.after).not.toHaveProperty("impact");
    const lifted = world.alarm("tunnel", "blue", null);
    expect(lifted?.after).toMatchObject({ state: "lifted", peakLevel: "orange" });
    expect(kindsOf(lifted?.after as Warning)).toEqual(["Alert", "Update", "Cancel"]);
  });
});

describe("nobody decides", () => {
  it("a red draft that live readings show is issued by rule after its time, once, also over a restart", () => {
    const kept = new Map<string, Warning>();
    drafted("red");
    expect(world.pass(5 * minuteMs - 1)).toEqual([]);
    world.restart(kept);
    const [issued, ...more] = world.pass(1);
    expect(issued).toMatchObject({
      after: { state: "issued", issued: { at: world.now, by: "warning-policy", isByRule: true } },
      event: { type: "warning.issued", isUrgent: true, data: { change: { by: null } } },
    });
    expect(issued?.event.data.message?.zh).toContain("按预警制度自动发布积水内涝红色预警");
    expect(more).toEqual([]);
    world.restart(kept);
    expect(world.pass(60 * minuteMs)).toEqual([]);
  });

  it("what late readings alone speak for is never issued by rule: those concerned are paged", () => {
    world.alarm("tunnel", null, "red", { isLate: true });
    const [paged, ...more] = world.pass(5 * minuteMs);
    expect(paged).toMatchObject({
      after: { state: "draft", escalatedAt: world.now },
      event: { type: "warning.updated", isUrgent: true },
    });
    expect([more, world.pass(60 * minuteMs)]).toEqual([[], []]);
    world.alarm("tunnel", "red", "red");
    expect(world.pass(5 * minuteMs)[0]?.after.state).toBe("issued");
  });

  it("one person alone never brings out by waiting what two must stand behind", () => {
    const move = { do: "draft", hazard: "waterlogging", areaCode: "410105", level: "red" } as never;
    world.act("warning-hand", "Wang", move, officer);
    expect(world.pass(5 * minuteMs)[0]?.after).toMatchObject({ state: "draft", escalatedAt: world.now });
  });

  it("an act of a person starts the time anew, and a rise has the time of its own colour", () => {
    const { id } = drafted("orange");
    world.pass(9 * minuteMs);
    world.act(id, "Wang", { do: "edit", title: { zh: "题", en: "title" } }, officer);
    expect(world.pass(9 * minuteMs)).toEqual([]);
    world.alarm("tunnel", "orange", "red");
    expect(world.pass(4 * minuteMs)).toEqual([]);
    expect(world.pass(minuteMs)[0]?.after.state).toBe("issued");
  });

  it("escalates where the policy says so, and a mode may shorten the time", () => {
    drafted("orange");
    expect(world.pass(10 * minuteMs)[0]?.event.data.message?.en).toContain("nobody has decided on the orange");
    world.alarm("tunnel", "orange", "red");
    world.warnings.setMode("emergency");
    expect(world.pass(minuteMs)[0]?.after.state).toBe("issued");
  });

  it("a proposed level is told to the public by rule after its time", () => {
    const { id } = drafted("orange");
    world.act(id, "Wang", { do: "issue" }, officer);
    world.alarm("tunnel", "orange", "red");
    const [raised] = world.pass(5 * minuteMs);
    expect(raised).toMatchObject({ after: { state: "updated", level: "red" }, event: { isUrgent: true } });
    expect(raised?.event.data.message?.en).toContain("raised from orange to red by standing order");
  });

  it("no case, no policy: a draft waits for ever", () => {
    world = new PolicyWorld(null);
    drafted("red");
    expect(world.warnings.nextAt).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("time is up", () => {
  it("goes on while cases speak for it, with a bulletin that says until when", () => {
    const { id } = drafted("yellow");
    const issued = world.act(id, "Wang", { do: "issue" }, officer).change?.after;
    expect(issued?.expiresAt).toBe(startedAt + 60 * minuteMs);
    const [renewed] = world.pass(60 * minuteMs);
    expect(renewed?.after).toMatchObject({ state: "updated", expiresAt: startedAt + 120 * minuteMs });
    expect(kindsOf(renewed?.after as Warning)).toEqual(["Alert", "Update"]);
    expect(renewed?.event).toMatchObject({ type: "warning.updated", isUrgent: false });
  });

  it("expires without a bulletin where nothing stands behind it", () => {
    const move = { do: "draft", hazard: "river-flood", areaCode: "410105", level: "yellow" } as never;
    world.act("warning-hand", "Wang", move, officer);
    world.act("warning-hand", "Wang", { do: "issue" }, officer);
    const [expired] = world.pass(60 * minuteMs);
    expect(expired).toMatchObject({
      after: { state: "expired", liftedAt: world.now },
      event: { type: "warning.expired", level: null },
    });
    expect(kindsOf(expired?.after as Warning)).toEqual(["Alert"]);
    expect(world.warnings.openCount).toBe(0);
    expect(world.act("warning-hand", "Wang", { do: "lift", reason: "x" }).refusal?.code).toBe("warnings.not_open");
  });
});

describe("by hand", () => {
  const draft = { do: "draft", hazard: "waterlogging", areaCode: "410105", level: "orange" } as never;

  it("is drafted with the policy's words, and joined by cases: it never stands below what a person set", () => {
    const { change } = world.act("warning-hand", "Wang", draft, officer);
    expect(change?.after).toMatchObject({
      state: "draft",
      byHand: { by: "Wang", level: "orange" },
      title: { en: "Jinshui: waterlogging warning" },
      impact: { zh: "金水区地下空间可能进水。" },
      advice: { en: "Keep out of basements." },
    });
    expect(world.alarm("tunnel", null, "red")?.after).toMatchObject({ id: "warning-hand", level: "red" });
    expect(world.alarm("tunnel", "red", null)?.after).toMatchObject({ state: "draft", level: "orange" });
  });

  it("is refused where one is open, and in an area that the city does not have", () => {
    const { id } = drafted("blue");
    expect(world.act("warning-hand", "Wang", draft).refusal).toMatchObject({
      code: "warnings.already_open",
      words: { en: expect.stringContaining(id) },
    });
    const elsewhere = { ...(draft as object), areaCode: "990000" } as never;
    expect(world.act("warning-hand", "Wang", elsewhere).refusal?.code).toBe("warnings.unknown_area");
  });

  it("one of a drill stands beside the real one", () => {
    const { id } = drafted("blue");
    const exercise = { ...(draft as object), isExercise: true } as never;
    const { change } = world.act("warning-drill", "Wang", exercise);
    expect(change?.event.data.message?.zh).toMatch(/^【演练】/);
    expect(world.alarm("road", null, "yellow")?.after).toMatchObject({ id, level: "yellow" });
  });

  it("a level set by hand rises as any other, and is never below the open cases", () => {
    const { id } = drafted("yellow");
    world.act(id, "Wang", { do: "issue" }, officer);
    expect(world.act(id, "Wang", { do: "edit", level: "blue" }, officer).refusal?.code).toBe(
      "warnings.level_below_cases",
    );
    expect(world.act(id, "Wang", { do: "edit", level: "orange" }, officer).change?.after).toMatchObject({
      state: "updated",
      level: "orange",
    });
    const asked = world.act(id, "Wang", { do: "edit", level: "red" }, officer).change;
    expect(asked?.after).toMatchObject({ level: "orange", proposal: { level: "red" } });
    expect(world.act(id, "Li", { do: "approve" }, commander).change?.after).toMatchObject({ level: "red" });
    expect(world.alarm("tunnel", "yellow", null)?.after ?? null).toBeNull();
  });

  describe("what a person writes in the act that sets the level", () => {
    const title = { zh: "题", en: "title" };
    const impact = { zh: "影响", en: "impact" };
    const advice = { zh: "转移", en: "Leave" };
    const words = { title, impact, advice };

    it.each(["blue", "yellow", "orange", "red"] as const)("is what a draft says at %s", (level) => {
      const { id } = drafted("blue");
      expect(world.act(id, "Wang", { do: "edit", level, ...words }, officer).change?.after).toMatchObject({
        state: "draft",
        level,
        ...words,
        authors: [{ by: "Wang" }],
      });
      world.alarm("road", null, level);
      expect(world.warnings.openNow()).toMatchObject([{ level, ...words }]);
    });

    it("is what one in force says at once, up and down", () => {
      const { id } = drafted("blue");
      world.act(id, "Wang", { do: "issue" }, officer);
      for (const level of ["orange", "yellow"] as const) {
        const { change } = world.act(id, "Wang", { do: "edit", level, ...words }, officer);
        expect(change?.after).toMatchObject({ level, ...words });
        expect(kindsOf(change?.after as Warning).at(-1)).toBe("Update");
      }
    });

    it.each(["approved", "issued by rule"])(
      "waits with a level that has to be approved first, until that is %s",
      (how) => {
        const { id } = drafted("orange");
        const issued = world.act(id, "Wang", { do: "issue" }, officer).change?.after as Warning;
        const asked = world.act(id, "Wang", { do: "edit", level: "red", ...words }, officer).change?.after as Warning;
        const { title: before, impact: impactBefore, advice: adviceBefore } = issued;
        expect(asked).toMatchObject({
          level: "orange",
          ...{ title: before, impact: impactBefore, advice: adviceBefore },
          proposal: { level: "red", words },
        });
        expect(kindsOf(asked)).toEqual(kindsOf(issued));
        if (how === "approved") world.act(id, "Li", { do: "approve" }, commander);
        else {
          world.alarm("road", null, "red");
          world.pass(5 * minuteMs);
        }
        world.alarm("tunnel", "orange", "red");
        const [raised] = world.warnings.openNow();
        expect(raised).toMatchObject({ level: "red", ...words, authors: [{ by: "Wang" }] });
      },
    );

    it("has to be approved anew where it is other than what was approved", () => {
      const { id } = drafted("orange");
      world.act(id, "Wang", { do: "issue" }, officer);
      world.alarm("tunnel", "orange", "red");
      expect(world.act(id, "Li", { do: "approve" }, commander).change?.after.proposal?.approved).toBeDefined();
      const asked = world.act(id, "Wang", { do: "edit", level: "red", advice }, officer).change?.after;
      expect(asked?.proposal?.approved).toBeUndefined();
      expect(world.act(id, "Li", { do: "approve" }, commander).change?.after).toMatchObject({ level: "red", advice });
    });

    it("is published where the level that was proposed is taken back in the same act", () => {
      const { id } = drafted("orange");
      world.act(id, "Wang", { do: "issue" }, officer);
      world.act(id, "Wang", { do: "edit", level: "red" }, officer);
      const { change } = world.act(id, "Wang", { do: "edit", level: "orange", advice }, officer);
      expect(change?.after).toMatchObject({ level: "orange", advice });
      expect(change?.after.proposal).toBeUndefined();
      expect(kindsOf(change?.after as Warning)).toEqual(["Alert", "Update"]);
    });
  });

  it("a draft that is withdrawn was never issued", () => {
    const { id } = drafted("red");
    const { change } = world.act(id, "Li", { do: "withdraw", reason: "误报" }, officer);
    expect(change).toMatchObject({
      after: { state: "withdrawn", withdrawn: { by: "Li", reason: "误报" } },
      event: { type: "warning.withdrawn", level: null, isUrgent: false, data: { change: { reason: "误报" } } },
    });
    expect(kindsOf(change?.after as Warning)).toEqual([]);
    expect(world.warnings.openCount).toBe(0);
  });
});

it("what supports a warning is the reading and the rule of each case, gravest first, and goes with the case", () => {
  world.alarm("tunnel", null, "blue", { signal: 0.16, limit: 0.15 });
  const raised = world.alarm("road", null, "red", { signal: 0.5, limit: 0.4 });
  expect(raised?.after.supports).toMatchObject([
    {
      stationId: "road",
      level: "red",
      value: 0.5,
      limit: 0.4,
      unit: "m",
      ruleId: "underpass-depth",
      ruleVersion: "v1",
    },
    { stationId: "tunnel", level: "blue", value: 0.16, limit: 0.15 },
  ]);
  // What brought it down from red speaks for nothing: it says the reset of red.
  expect(world.alarm("road", "red", "orange", { signal: 0.1, limit: 0.35 })?.after.supports).toMatchObject([
    { stationId: "tunnel" },
  ]);
  const fallen = world.alarm("road", "orange", null);
  expect(fallen?.event.data.warning).toMatchObject({
    supports: [{ stationId: "tunnel", stationName: { zh: "站点tunnel" } }],
    caseCount: 1,
  });
  expect(raised?.event.data.warning.suggests).toBe("I");
  expect(fallen?.event.data.warning).not.toHaveProperty("suggests");
});
