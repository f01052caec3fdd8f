import fc from "fast-check";
import { expect, it } from "vitest";
import type { Warning } from "../../domain/governance/warning.ts";
import type { AreaCode, WarningId } from "../../domain/ids.ts";
import { type ResponseAction, type ResponseLevel, responseLevels } from "../../domain/inputs/acts/response-action.ts";
import { OpenResponses } from "../../responses/open-responses.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { aWarning } from "../support/effects.ts";

const district = "410105" as AreaCode;
const warningId = "warning-1" as WarningId;

const inForce = ["warning-1", "warning-2"].map((id) => aWarning({ id: id as WarningId, state: "issued" }));
const grounds = { openNow: () => inForce };

function act(action: ResponseAction["action"], more: Partial<ResponseAction> = {}): ResponseAction {
  return { kind: "response-action", areaCode: district, by: "Wang", action, ...more };
}

const start = (level: ResponseLevel) => act({ do: "start", level, reason: "暴雨", warningIds: [warningId] });
const adjust = (level: ResponseLevel, warningIds: readonly WarningId[] = []) =>
  act({ do: "adjust", level, reason: "r", warningIds });
const terminate = act({ do: "terminate", reason: "水退" });

it("a response is started, adjusted up and down, and terminated, each an event in words", () => {
  const responses = new OpenResponses(smallCity(), grounds, []);
  const moves = [start("IV"), adjust("II"), adjust("III"), terminate];
  const changes = moves.map((move, at) => responses.act(move, at, at + 1).change);
  expect(changes.map((change) => change?.event.data.message?.zh)).toEqual([
    "金水区：启动防汛Ⅳ级应急响应。暴雨",
    "金水区：防汛应急响应由Ⅳ级提升为Ⅱ级。r",
    "金水区：防汛应急响应由Ⅱ级调整为Ⅲ级。r",
    "金水区：终止防汛Ⅲ级应急响应。水退",
  ]);
  expect(changes.map((change) => change?.event.isUrgent)).toEqual([true, true, false, false]);
  expect(changes.map((change) => change?.event.level)).toEqual(["blue", "orange", "yellow", null]);
  expect(changes.at(-1)?.after).toMatchObject({
    state: "terminated",
    level: "III",
    startedAt: 0,
    terminatedAt: 3,
    revision: 4,
    warningIds: [warningId],
    changes: [{ do: "start" }, { do: "adjust" }, { do: "adjust" }, { do: "terminate", by: "Wang" }],
  });
  expect(new Set(changes.map((change) => change?.after.id)).size).toBe(1);
});

it("what is not legal changes nothing, and says what is there instead", () => {
  const responses = new OpenResponses(smallCity(), grounds, []);
  const refusalOf = (action: ResponseAction) => responses.act(action, 1, 1).refusal?.code ?? null;
  expect(refusalOf(adjust("II"))).toBe("responses.not_active");
  expect(refusalOf(terminate)).toBe("responses.not_active");
  expect(refusalOf({ ...start("IV"), areaCode: "990000" as AreaCode })).toBe("responses.unknown_area");
  expect(refusalOf(start("IV"))).toBeNull();
  expect(responses.act(start("II"), 1, 1).refusal).toMatchObject({
    code: "responses.active_already",
    words: { zh: expect.stringContaining("已有Ⅳ级"), en: expect.stringContaining("got level IV") },
  });
  expect(refusalOf(adjust("IV"))).toBe("responses.same_level");
  expect(refusalOf(adjust("IV", ["warning-2" as WarningId]))).toBeNull();
  expect(refusalOf({ ...adjust("III"), ifRevision: 1 })).toBe("responses.changed_since");
  expect(refusalOf({ ...adjust("III"), ifRevision: 2 })).toBeNull();
});

it("rests on warnings in force of its area, within or around it, and on nothing else; what it rests on stays", () => {
  const other = { code: "410102" as AreaCode, kind: "district", name: { zh: "中原区", en: "Zhongyuan" } } as const;
  const { areas, ...rest } = smallCity();
  const city = { ...rest, areas: new Map([...areas, [other.code, { ...other, parent: "410100" as AreaCode }]]) };
  const refusalUpon = (changes: Partial<Warning>, areaCode = district) => {
    const warnings = { openNow: () => [aWarning({ state: "issued", ...changes })] };
    const { refusal } = new OpenResponses(city, warnings, []).act({ ...start("IV"), areaCode }, 1, 1);
    return refusal === null ? null : [refusal.code, refusal.words.en.split("got one that ")[1]];
  };
  expect(refusalUpon({})).toBeNull();
  expect(refusalUpon({ areaCode: "410100" as AreaCode })).toBeNull();
  expect(refusalUpon({}, "410100" as AreaCode)).toBeNull();
  const code = "responses.unfit_warning";
  expect(refusalUpon({ state: "approved" })).toEqual([code, "is not issued yet. Name another."]);
  expect(refusalUpon({ isExercise: true })).toEqual([code, "is of a drill. Name another."]);
  expect(refusalUpon({ areaCode: other.code })).toEqual([code, "is for Zhongyuan. Name another."]);
  expect(refusalUpon({ id: "warning-9" as WarningId })).toEqual([code, "is over. Name another."]);
  const open = [...inForce];
  const responses = new OpenResponses(city, { openNow: () => open }, []);
  responses.act(start("IV"), 1, 1);
  open.length = 0;
  expect(responses.act(adjust("II", [warningId]), 2, 2).refusal).toBeNull();
  expect(responses.act(adjust("I", ["warning-2" as WarningId]), 3, 3).refusal?.code).toBe(code);
});

it("any words of the headquarters: one active response an area at most, revisions by one, the same over restarts", () => {
  const word = fc.oneof(
    fc.constantFrom(...responseLevels).map(start),
    fc.constantFrom(...responseLevels).map((level) => adjust(level)),
    fc.constant(terminate),
  );
  const area = fc.constantFrom(district, "410100" as AreaCode);
  fc.assert(
    fc.property(fc.array(fc.tuple(word, area), { size: "max", maxLength: 30 }), (words) => {
      const city = smallCity();
      const through = new OpenResponses(city, grounds, []);
      const kept = new Map<string, object>();
      for (const [seq, [each, areaCode]] of words.entries()) {
        const active = [...kept.values()].filter((known) => "state" in known && known.state === "active");
        const restarted = new OpenResponses(city, grounds, JSON.parse(JSON.stringify(active)));
        const action = { ...each, areaCode };
        const answer = through.act(action, seq, seq);
        expect(restarted.act(action, seq, seq)).toEqual(answer);
        const { change } = answer;
        if (change === null) continue;
        expect(change.after.revision).toBe((change.before?.revision ?? 0) + 1);
        kept.set(change.after.id, change.after);
      }
      const active = [...kept.values()].filter((known) => "state" in known && known.state === "active");
      expect(active.length).toBe(through.activeCount);
      expect(active.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 100 },
  );
});
