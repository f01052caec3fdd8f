import type { BilingualText } from "../../domain/text.ts";
import { shortNumber } from "../../locales/format/amounts.ts";
import { scoreColumnTexts } from "../../locales/score/report.ts";
import type { LevelScore } from "../metrics/level-scores.ts";
import type { ScoreTotals } from "../run-score.ts";
import type { ReportedRun } from "./reported-run.ts";
import { minutesOf, partOf } from "./score-words.ts";

/** A cell of the table of runs, with its heading. */
export interface RunCell {
  readonly name: BilingualText;
  readonly text: string | BilingualText;
}

/** A run as a line of a table. */
export interface RunLine {
  readonly title: BilingualText;
  readonly seed: number;
  readonly totals: ScoreTotals;
}

export function runLine({ title, score }: ReportedRun): RunLine {
  return { title, seed: score.scenario.seed, totals: score.totals };
}

/** What terminal, page and docs show of a run in one line. */
export function runCells({ title, seed, totals }: RunLine): readonly RunCell[] {
  const { alarms, blind, cases, pages, delays, readings, criteria, levels } = totals;
  const { perOfficer } = pages;
  const sum = (of: (level: LevelScore) => number): number => levels.reduce((total, level) => total + of(level), 0);
  return [
    { name: scoreColumnTexts.scenario, text: title },
    { name: scoreColumnTexts.seed, text: String(seed) },
    { name: scoreColumnTexts.crossings, text: String(sum(({ crossings }) => crossings)) },
    { name: scoreColumnTexts.before, text: String(sum(({ answers }) => answers.before)) },
    { name: scoreColumnTexts["at-once"], text: String(sum(({ answers }) => answers["at-once"])) },
    { name: scoreColumnTexts.late, text: String(sum(({ answers }) => answers.late)) },
    { name: scoreColumnTexts.missed, text: String(sum(({ answers }) => answers.missed)) },
    { name: scoreColumnTexts.underpasses, text: partOf(criteria.underpassesAlarmed) },
    { name: scoreColumnTexts["red-call"], text: partOf(criteria.redCalledBeforeClosing) },
    {
      name: scoreColumnTexts["false-alarms"],
      text: `${alarms.false}/${alarms["too-grave"]}/${alarms.true + alarms["too-grave"] + alarms.false}`,
    },
    {
      name: scoreColumnTexts["blind-minutes"],
      text: `${Math.round(blind.important.minutes)} (${Math.round(blind.important.waitMinutes)})`,
    },
    { name: scoreColumnTexts["blind-late"], text: `${blind.important.raisedLate}/${blind.important.stretches}` },
    { name: scoreColumnTexts.doubled, text: String(cases.doubledAtOnce + cases.doubledInEpisode) },
    { name: scoreColumnTexts.officers, text: `${shortNumber(perOfficer.average, 2)}/${perOfficer.worst}` },
    { name: scoreColumnTexts["water-to-answer"], text: minutesOf(delays.waterToAnswer.median) },
    { name: scoreColumnTexts.lost, text: `${readings.soundLost}/${readings.sound}` },
  ];
}
