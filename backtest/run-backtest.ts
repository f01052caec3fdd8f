import { type LoadedCity, loadCity } from "../city/load-city.ts";
import { type Level, levels } from "../domain/city/level.ts";
import { countedProperties, type Property, propertyUnits } from "../domain/city/property.ts";
import { unitsOf } from "../domain/city/units.ts";
import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { BilingualText } from "../domain/text.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { version } from "../hub/version.ts";
import { backtestErrorTexts } from "../locales/backtest.ts";
import { fill } from "../locales/fill.ts";
import { recordingUnitTexts } from "../locales/recordings/faults.ts";
import { type CsvRecordings, readCsvFiles } from "../recordings/read-csv.ts";
import { unreadableText } from "../recordings/recording-source.ts";
import { tallyWords, understandingWords } from "../recordings/understanding-words.ts";
import { noteWords, problemWords } from "../rules/binding/binding-words.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import { versionOf } from "../rules/language/rule-version.ts";
import { type BacktestOutcome, backtest } from "./backtest.ts";
import { type BacktestFlags, csvSourceOf, historySourceOf, numberOf } from "./backtest-options.ts";
import { loadRule } from "./load-rule.ts";
import { type BacktestSetup, emptyCity, makeSetup, type Recording } from "./make-setup.ts";
import { conversion, parseMarks } from "./marks.ts";
import { readHistory } from "./read-history.ts";
import { makeReport } from "./report/make-report.ts";
import type { BacktestReport } from "./report/report-schema.ts";

export interface BacktestProgress {
  readonly phase: "reading" | "judging";
  /** 0 to 1. */
  readonly share: number;
}

export interface BacktestParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly onProgress?: (progress: BacktestProgress) => void;
  /** Called with how the files are read, a line each, before anything is judged. */
  readonly onUnderstood?: (words: readonly BilingualText[]) => void;
}

/** A backtest that has been run: what `--json` writes, and what the pictures need beyond it. */
export interface BacktestRun {
  readonly report: BacktestReport;
  /** The notes of the report, which holds them in English. */
  readonly notes: readonly BilingualText[];
  readonly outcome: BacktestOutcome;
  readonly setup: BacktestSetup;
  readonly rule: Rule | null;
  /** Zone that people read times in, such as `+08:00`. */
  readonly zone: string;
}

/**
 * Reads, judges and reports.
 *
 * @throws {HubError} `hub.bad_arguments`, `hub.bad_backtest`, `hub.bad_city`, `store.not_found`
 */
export async function runBacktest(
  files: readonly string[],
  flags: BacktestFlags,
  parts: BacktestParts,
): Promise<BacktestRun> {
  const { settings, clock, onProgress = () => {}, onUnderstood = () => {} } = parts;
  const marks = parseMarks("--mark", flags.mark);
  const lowerMarks = parseMarks("--lower-mark", flags.lowerMark);
  const loaded = cityFor(flags, settings);
  const rule = flags.rule === undefined ? null : loadRule(flags.rule, loaded?.rules ?? []);
  const atLevel = rule === null ? null : levelOf(rule, flags.level);
  const property = flags.property ?? rule?.applies.property ?? "stage";
  const input = await readInput(files, { ...flags, property }, settings, (share) =>
    onProgress({ phase: "reading", share }),
  );
  const unit = unitOf(input, flags, property);
  onUnderstood(understoodWords(input, unit));
  const made = makeSetup(input.recordings, {
    city: loaded?.city ?? emptyCity,
    rule,
    property,
    unit,
    marks,
    lowerMarks,
    thresholds: thresholdsOf(flags, property, unit),
    minRows: flags.minRows,
  });
  const outcome = backtest(made.world, {
    trial:
      made.rule === null || atLevel === null
        ? null
        : {
            rule: made.rule,
            atLevel,
            settings: settings.rules,
            isChecked: flags.quality,
            others: loaded?.rules ?? [],
            entries: input.entries,
          },
    isWaterLevel: [...made.world.city.gauges.values()].every((gauge) => propertyUnits[gauge.property] === "m"),
    onProgress: (share) => onProgress({ phase: "judging", share }),
  });
  const notes = outcome.rule === null || rule === null ? [] : ruleNotes(outcome.rule, rule);
  const report = makeReport(outcome, made, {
    guanlan: version,
    madeAt: clock(),
    source: input.source,
    rule: rule === null || atLevel === null ? null : { id: rule.id, version: versionOf(rule), atLevel },
    notes: notes.map(({ en }) => en),
  });
  return { report, notes, outcome, setup: made, rule, zone: flags.zone ?? "Z" };
}

interface BacktestInput {
  readonly recordings: readonly Recording[];
  readonly entries: readonly LoggedEntry[];
  readonly source: Omit<BacktestReport["source"], "leftOut">;
  /** How the files are read; null for the hub's own history. */
  readonly csv: CsvRecordings | null;
}

async function readInput(
  files: readonly string[],
  flags: BacktestFlags & { readonly property: Property },
  settings: Settings,
  onShare: (share: number) => void,
): Promise<BacktestInput> {
  if (flags.history === true) {
    const { gauges, from, to } = historySourceOf(files, flags);
    const { folder } = settings.store;
    const { recordings, entries } = readHistory(folder, gauges, from, to);
    const rows = recordings.reduce((sum, { received }) => sum + (received?.length ?? 0), 0);
    const values = recordings.reduce((sum, { times }) => sum + times.length, 0);
    const none = { empty: 0, duplicates: 0, unreadable: 0, firstUnreadable: [] };
    return { recordings, entries, source: { kind: "history", names: [folder], rows, values, ...none }, csv: null };
  }
  const nonNegative = countedProperties.has(flags.property);
  const read = { ...csvSourceOf(files, flags), nonNegative };
  const csv = await readCsvFiles(read, (done, total) => onShare(total === 0 ? 1 : done / total));
  const recordings = csv.series.map((each) => ({ ...each, received: null }));
  const { rows, values, empty, duplicates, unreadable } = csv.tally;
  const firstUnreadable = csv.tally.firstUnreadable.map((row) => unreadableText(row).en);
  const source = {
    kind: "csv" as const,
    names: [...files],
    rows,
    values,
    empty,
    duplicates,
    unreadable,
    firstUnreadable,
  };
  return { recordings, entries: [], source, csv };
}

/** The unit that is said, or the one that every heading of values names; null for history, which is canonical. */
function unitOf({ csv }: BacktestInput, flags: BacktestFlags, property: Property): string | null {
  if (flags.unit !== undefined) return flags.unit;
  if (csv === null) return null;
  const units = csv.understood.flatMap(({ columns, units }) =>
    columns.values.map((index, value) => ({ column: columns.names[index] ?? "", unit: units[value] ?? null })),
  );
  const unsaid = units.find(({ unit }) => unit === null);
  if (unsaid !== undefined) {
    const blanks = { column: unsaid.column, units: unitsOf(property).join(", ") };
    throw new HubError("hub.bad_backtest", fill(recordingUnitTexts.unsaid, blanks));
  }
  const different = [...new Set(units.map(({ unit }) => unit ?? ""))];
  if (different.length > 1) {
    throw new HubError("hub.bad_backtest", fill(recordingUnitTexts.mixed, { units: different.join(", ") }));
  }
  return different[0] ?? null;
}

function understoodWords({ csv }: BacktestInput, unit: string | null): readonly BilingualText[] {
  if (csv === null) return [];
  const words = csv.understood.flatMap((each) => understandingWords(each, () => ({ unit, to: null })));
  return [...words, ...tallyWords(csv.tally)];
}

/** A CSV of elsewhere needs no city; the settings' own is read where a rule, a gauge or a threshold may be of it. */
function cityFor(flags: BacktestFlags, settings: Settings): LoadedCity | null {
  const isRuleFile = flags.rule !== undefined && /\.ya?ml(#|$)/i.test(flags.rule);
  const namesThresholds = [...flags.mark, ...flags.lowerMark].some((text) => /(^|=)(?!median)[A-Za-z]/.test(text));
  const isNeeded =
    flags.city !== undefined || flags.history === true || namesThresholds || (flags.rule !== undefined && !isRuleFile);
  return isNeeded ? loadCity(flags.city ?? settings.hub.city) : null;
}

function levelOf(rule: Rule, wanted: Level | undefined): Level {
  const has = levels.filter((level) => rule.levels[level] !== undefined);
  if (wanted === undefined) return has[0] ?? "blue";
  if (has.includes(wanted)) return wanted;
  const blanks = { rule: rule.id, got: wanted, levels: has.join(", ") };
  throw new HubError("hub.bad_backtest", fill(backtestErrorTexts["no-such-level"], blanks));
}

function thresholdsOf({ threshold }: BacktestFlags, property: Property, unit: string | null) {
  const { scale, offset } = conversion(property, unit ?? propertyUnits[property]);
  return Object.fromEntries(
    Object.entries(threshold).map(([name, text]) => {
      const value = numberOf("--threshold", text) * scale + offset;
      return [name, { value, source: "--threshold", isDemonstration: true }];
    }),
  );
}

function ruleNotes(
  { problems, notes, watched }: NonNullable<BacktestOutcome["rule"]>,
  rule: Rule,
): readonly BilingualText[] {
  const mistakes = problems
    .map((problem) => problemWords(problem))
    .map(({ wanted, got }) => fill(backtestErrorTexts.mistake, { wanted, got }));
  const remarks = [...mistakes, ...notes.map(noteWords)];
  if (watched > 0) return remarks;
  const remark = remarks[0] ?? backtestErrorTexts["see-applies"];
  throw new HubError("hub.bad_backtest", fill(backtestErrorTexts["nothing-in-scope"], { rule: rule.id, remark }));
}
