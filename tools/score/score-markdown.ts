import type { BilingualText } from "../../domain/text.ts";
import { inLanguage } from "../../locales/fill.ts";
import { shortNumber } from "../../locales/format/amounts.ts";
import { criteriaRows } from "../../score/report/criteria-rows.ts";
import { runCells } from "../../score/report/run-row.ts";
import type { RunJson } from "../../score/report/score-json.ts";
import { minutesOf } from "../../score/report/score-words.ts";

const begin = "<!-- figures: made by `npm run score` -->";
const end = "<!-- end of figures -->";

/** What is at the place of the figures in docs/score.md, of these runs. @param titleOf what people call a scenario */
export function withFigures(
  page: string,
  runs: readonly RunJson[],
  titleOf: (scenario: string) => BilingualText,
): string {
  const from = page.indexOf(begin) + begin.length;
  const to = page.indexOf(end);
  return `${page.slice(0, from)}\n${figures(runs, titleOf)}\n${page.slice(to)}`;
}

function figures(runs: readonly RunJson[], titleOf: (scenario: string) => BilingualText): string {
  const [first] = runs;
  const sorted = runs.toSorted((a, b) => a.scenario.localeCompare(b.scenario, "en") || a.seed - b.seed);
  return [
    `A schematic city of ${first?.stations ?? 0} stations whose water is simulated and ${first?.gauges ?? 0} gauges.`,
    "",
    "### All runs",
    "",
    ...runTable(sorted, titleOf),
    "",
    "### What is asked of a hub in a storm",
    "",
    ...criteriaTable(sorted, titleOf),
    "",
    "### Levels",
    "",
    ...levelTable(sorted, titleOf),
    "",
    "### What fell short, counted",
    "",
    ...shortfalls(sorted, titleOf),
    "",
  ].join("\n");
}

function runTable(runs: readonly RunJson[], titleOf: (scenario: string) => BilingualText): readonly string[] {
  const cells = runs.map(({ scenario, seed, totals }) => runCells({ title: titleOf(scenario), seed, totals }));
  return table(
    (cells[0] ?? []).map(({ name }) => name.en),
    cells.map((row) => row.map(({ text }) => inLanguage(text, "en"))),
  );
}

/** One line a scenario that any of it is about; seeds beside each other. */
function criteriaTable(runs: readonly RunJson[], titleOf: (scenario: string) => BilingualText): readonly string[] {
  const rows = [...Map.groupBy(runs, ({ scenario }) => scenario)].flatMap(([scenario, own]) => {
    const found = own.map(({ totals }) => criteriaRows(totals.criteria));
    return (found[0] ?? []).flatMap(({ words }, place) => {
      const seeds = found.map((each) => each[place]);
      if (seeds.every((each) => each?.isMet !== true && each?.isMet !== false)) return [];
      const parts = seeds.map((each) => (each === undefined ? "-" : `${each.part.done}/${each.part.of}`));
      const isMet = seeds.every((each) => each?.isMet !== false);
      return [[titleOf(scenario).en, words.en, parts.join(", "), isMet ? "met" : "**not met**"]];
    });
  });
  return table(["scenario", "asked", "by seed", ""], rows);
}

function levelTable(runs: readonly RunJson[], titleOf: (scenario: string) => BilingualText): readonly string[] {
  const levels = runs.flatMap(({ scenario, totals }) => totals.levels.map((level) => ({ scenario, level })));
  const rows = [...Map.groupBy(levels, ({ scenario, level }) => `${scenario}|${level.hazard}|${level.level}`).values()];
  const sum = (own: typeof levels, of: (level: (typeof levels)[number]["level"]) => number): number =>
    own.reduce((total, { level }) => total + of(level), 0);
  return table(
    [
      "scenario",
      "hazard",
      "level",
      "clear crossings",
      "before",
      "at once",
      "late",
      "missed",
      "lead, median by seed, min",
      "nine of ten no shorter than, min",
    ],
    rows
      .filter((own) => sum(own, ({ crossings }) => crossings) > 0)
      .map((own) => {
        const [{ scenario, level } = { scenario: "", level: null }] = own;
        return [
          titleOf(scenario).en,
          level?.hazard ?? "",
          level?.level ?? "",
          ...[
            sum(own, ({ crossings }) => crossings),
            sum(own, ({ answers }) => answers.before),
            sum(own, ({ answers }) => answers["at-once"]),
            sum(own, ({ answers }) => answers.late),
            sum(own, ({ answers }) => answers.missed),
          ].map(String),
          own.map((each) => minutesOf(each.level.lead.median)).join(" / "),
          own.map((each) => minutesOf(each.level.lead.p10)).join(" / "),
        ];
      }),
  );
}

/** Every failure, false alarm and blind stretch said late, counted by what it has in common with others. */
function shortfalls(runs: readonly RunJson[], titleOf: (scenario: string) => BilingualText): readonly string[] {
  const counted = new Map<string, number>();
  const add = (...cells: readonly string[]): void => {
    const key = cells.join(" | ");
    counted.set(key, (counted.get(key) ?? 0) + 1);
  };
  for (const { scenario, failures, falseAlarms, blindUnsaid, doubled } of runs) {
    const title = titleOf(scenario).en;
    for (const { answer, hazard, cause, faults } of failures)
      add(title, `${hazard} ${answer}`, [cause, ...faults.toSorted()].join(", "));
    for (const { ruleId, trueLevel } of falseAlarms)
      add(title, trueLevel === null ? "false alarm" : "alarm too grave", ruleId);
    for (const { faults, isHeard, raisedAt } of blindUnsaid) {
      add(
        title,
        raisedAt === null ? "blind, never said" : "blind, said late",
        [isHeard ? "heard" : "mute", ...faults.toSorted()].join(", "),
      );
    }
    for (const { how } of doubled) add(title, "case doubled", how);
  }
  const rows = [...counted].map(([key, count]) => [...key.split(" | "), shortNumber(count, 0)]);
  return rows.length === 0 ? ["Nothing."] : table(["scenario", "what", "why", "count over all seeds"], rows);
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heading), line(heading.map(() => "---")), ...rows.map(line)];
}
