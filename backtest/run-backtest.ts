import { type LoadedCity, loadCity } from "../city/load-city.ts";
import { type Level, levels } from "../domain/city/level.ts";
import { type Property, propertyUnits } from "../domain/city/property.ts";
import type { Clock } from "../domain/clock.ts";
import { HubError } from "../domain/errors.ts";
import type { LoggedEntry } from "../domain/inputs/input.ts";
import type { Settings } from "../hub/settings/settings.ts";
import { version } from "../hub/version.ts";
import { inLanguage } from "../locales/fill.ts";
import { readCsvFiles } from "../recordings/read-csv.ts";
import { unreadableText } from "../recordings/recording-source.ts";
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
}

/** A backtest that has been run: what `--json` writes, and what the pictures need beyond it. */
export interface BacktestRun {
  readonly report: BacktestReport;
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
  const { settings, clock, onProgress = () => {} } = parts;
  const marks = parseMarks("--mark", flags.mark);
  const lowerMarks = parseMarks("--lower-mark", flags.lowerMark);
  const loaded = cityFor(flags, settings);
  const rule = flags.rule === undefined ? null : loadRule(flags.rule, loaded?.rules ?? []);
  const atLevel = rule === null ? null : levelOf(rule, flags.level);
  const property = flags.property ?? rule?.applies.property ?? "stage";
  const input = await readInput(files, flags, settings, (share) => onProgress({ phase: "reading", share }));
  const made = makeSetup(input.recordings, {
    city: loaded?.city ?? emptyCity,
    rule,
    property,
    unit: flags.unit ?? null,
    marks,
    lowerMarks,
    thresholds: thresholdsOf(flags, property),
    minRows: flags.minRows,
  });
  const notes: string[] = [];
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
  if (outcome.rule !== null && rule !== null) notes.push(...ruleNotes(outcome.rule, rule));
  const report = makeReport(outcome, made, {
    guanlan: version,
    madeAt: clock(),
    source: input.source,
    rule: rule === null || atLevel === null ? null : { id: rule.id, version: versionOf(rule), atLevel },
    notes,
  });
  return { report, outcome, setup: made, rule, zone: flags.zone ?? "Z" };
}

interface BacktestInput {
  readonly recordings: readonly Recording[];
  readonly entries: readonly LoggedEntry[];
  readonly source: Omit<BacktestReport["source"], "leftOut">;
}

async function readInput(
  files: readonly string[],
  flags: BacktestFlags,
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
    return { recordings, entries, source: { kind: "history", names: [folder], rows, values, ...none } };
  }
  const { series, tally } = await readCsvFiles(csvSourceOf(files, flags), (done, total) =>
    onShare(total === 0 ? 1 : done / total),
  );
  const recordings = series.map((each) => ({ ...each, received: null }));
  const firstUnreadable = tally.firstUnreadable.map(unreadableText);
  return { recordings, entries: [], source: { kind: "csv", names: [...files], ...tally, firstUnreadable } };
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
  throw new HubError(
    "hub.bad_backtest",
    `Cannot backtest ${rule.id} as --level must be one of its levels: got ${wanted}; it has ${has.join(", ")}`,
  );
}

function thresholdsOf({ threshold, unit }: BacktestFlags, property: Property) {
  const { scale, offset } = conversion(property, unit ?? propertyUnits[property]);
  return Object.fromEntries(
    Object.entries(threshold).map(([name, text]) => {
      const value = numberOf("--threshold", text) * scale + offset;
      return [name, { value, source: "--threshold", isDemonstration: true }];
    }),
  );
}

function ruleNotes({ problems, notes, watched }: NonNullable<BacktestOutcome["rule"]>, rule: Rule): readonly string[] {
  const mistakes = problems
    .map((problem) => problemWords(problem))
    .map(({ wanted, got }) => `wanted ${wanted.en}, got ${inLanguage(got, "en")}`);
  const remarks = [...mistakes, ...notes.map((note) => noteWords(note).en)];
  if (watched > 0) return remarks;
  throw new HubError(
    "hub.bad_backtest",
    `Cannot backtest rule ${rule.id} as it must watch one of these gauges: got none; ${remarks[0] ?? "see its applies, --property and --threshold"}`,
  );
}
