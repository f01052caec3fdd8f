import { expect, it } from "vitest";
import type { DeviceId } from "../../../domain/ids.ts";
import { scoreJson } from "../../../score/report/score-json.ts";
import type { TruthRow } from "../../../simulators/truth/truth-row.ts";
import { withFigures } from "../../../tools/score/score-markdown.ts";
import { reportOf } from "../../score/report/reported.ts";
import { minute, readingsEveryMinute } from "../../score/small-run.ts";

const page = "Before\n<!-- figures: made by `npm run score` -->\nold\n<!-- end of figures -->\nafter\n";
const title = { zh: "小雨夜", en: "A small night" };
const dead: TruthRow = {
  ...{ kind: "fault", fault: "dead", size: 0, deviceId: "tunnel-1" as DeviceId },
  ...{ from: minute(5), to: minute(60) },
};

const good = scoreJson(reportOf()).runs;
const blind = scoreJson(reportOf([dead, ...readingsEveryMinute((at) => at >= 5)], { transitions: [] })).runs;
const lines = (...runs: typeof good) => withFigures(page, runs, () => title).split("\n");

it("withFigures() puts runs, criteria and levels where the old figures were, and nothing else", () => {
  const text = lines(...good);
  expect(text.slice(0, 2)).toEqual(page.split("\n").slice(0, 2));
  expect(text.slice(-3)).toEqual(page.split("\n").slice(-3));
  expect(text).not.toContain("old");
  expect(text.find((line) => line.startsWith("| A small night | 1 |"))).toContain("| 3 | 1 | 2 | 0 | 0 | 1/1 | 0/1 |");
  expect(text).toContain("| A small night | waterlogging | orange | 1 | 1 | 0 | 0 | 0 | 0.4 | 0.4 |");
});

it("withFigures() counts what fell short over all seeds, with why", () => {
  const text = lines(...blind, ...blind);
  expect(text).toContain("| A small night | waterlogging missed | blind, dead | 6 |");
  expect(text).toContain("| A small night | blind, never said | mute, dead | 2 |");
  const asked = text.find((line) => line.includes("every underpass"));
  expect(asked).toMatch(/\| 0\/1, 0\/1 \| \*\*not met\*\* \|$/);
});
