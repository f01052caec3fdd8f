import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { type FileText, type ListFiles, readListFiles } from "../../../city/city-files.ts";
import { type LoadedCity, loadCity } from "../../../city/load-city.ts";
import type { Level } from "../../../domain/city/level.ts";
import { dayMs } from "../../../domain/clock.ts";
import { HubError } from "../../../domain/errors.ts";
import type { GaugeKey } from "../../../domain/ids.ts";
import { digestOf } from "../../../hub/rule-sets/rule-set.ts";
import { loadSettings } from "../../../hub/settings/load-settings.ts";
import type { Settings } from "../../../hub/settings/settings.ts";
import { fill } from "../../../locales/fill.ts";
import { localTimeWithZone } from "../../../locales/format/times.ts";
import { levelNames } from "../../../locales/names.ts";
import { programTexts } from "../../../locales/terminal/program.ts";
import { rulesDiffTexts } from "../../../locales/terminal/rules-diff.ts";
import type { LevelDiff, RuleCounts, RuleDiff, RulesDiff } from "../../../rule-trials/ports.ts";
import { diffRules } from "../../../rule-trials/rules-diff.ts";
import type { Rule } from "../../../rules/language/rule-schema.ts";
import { type JournalAccess, openJournalAccess } from "../../../store/sqlite/journal/open-journal-access.ts";
import { lastActiveRules, rulesBefore } from "../../../store/sqlite/state/rule-sets.ts";
import { problemsError } from "../../../yaml/problem.ts";
import { readYamlText } from "../../../yaml/read-yaml.ts";
import type { Terminal } from "../../terminal.ts";
import { type SettingsOption, settingsFlag, settingsSources } from "../command.ts";
import { optionValues } from "../option-values.ts";

interface RulesDiffOptions extends SettingsOption {
  readonly days: number;
  readonly files?: string;
  readonly asIfLive?: true;
  readonly json?: true;
  readonly exitCode?: true;
}

/** Alarms listed one by one; the JSON has all. */
const shownAlarms = 20;

/** `guanlan rules diff`: what changed rules would have done, on the hub's own history and right now. */
export function rulesDiffCommand(terminal: Terminal): Command {
  const { say, env, print } = terminal;
  return new Command("diff")
    .description(say(rulesDiffTexts.help))
    .option("--days <days>", say(rulesDiffTexts["help-days"]), optionValues(terminal).days, 7)
    .option("--files <folder>", say(rulesDiffTexts["help-files"]))
    .option("--as-if-live", say(rulesDiffTexts["help-as-if-live"]))
    .option("--json", say(rulesDiffTexts["help-json"]))
    .option("--exit-code", say(rulesDiffTexts["help-exit-code"]))
    .option(settingsFlag, say(programTexts["settings-option"]))
    .action(async (options: RulesDiffOptions) => {
      const settings = loadSettings(settingsSources(options, env));
      const sets = loadRuleSetPair(settings, options);
      const log = await openJournalAccess(settings.store.folder);
      try {
        const diff = await runDiff(settings, sets, log, options);
        const edited = options.files === undefined ? loadEditedPair(settings, sets) : null;
        const editedDiff = edited === null ? null : await runDiff(settings, edited, log, options);
        const { timeZone } = sets.city.city;
        const compared: readonly ComparedSets[] = [
          { diff, digest: sets.digest, heading: "span", timeZone },
          ...(edited === null || editedDiff === null
            ? []
            : [{ diff: editedDiff, digest: edited.digest, heading: "span-before", timeZone } as const]),
        ];
        if (options.json === true) print(JSON.stringify(diffJson(compared), null, 1));
        else for (const each of compared) for (const line of diffLines(each, terminal)) print(line);
        if (options.exitCode === true && !diff.isSame) throw new HubError("hub.rules_differ", rulesDiffTexts.differs);
      } finally {
        await log.close();
      }
    });
}

/** A comparison, and what it was held against. */
interface ComparedSets {
  readonly diff: RulesDiff;
  readonly digest: string;
  readonly heading: "span" | "span-before";
  /** Of the city, for what people read. */
  readonly timeZone: string;
}

/** The files against what is in force; `edited` against what was before, where the files are in force already. */
function diffJson([files, edited]: readonly ComparedSets[]): object {
  return {
    ...files?.diff,
    beforeDigest: files?.digest,
    edited: edited === undefined ? null : { ...edited.diff, beforeDigest: edited.digest },
  };
}

interface RuleSetPair {
  readonly city: LoadedCity;
  readonly digest: string;
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
}

/** What is in force and the files, both read for the city as its files describe it now. */
function loadRuleSetPair(settings: Settings, { files: folder, asIfLive }: RulesDiffOptions): RuleSetPair {
  const { hub, store } = settings;
  const active = lastActiveRules(store.folder);
  if (active === null) {
    throw new HubError("hub.no_rule_version", fill(rulesDiffTexts["no-version"], { folder: store.folder }));
  }
  const changed = folder === undefined ? readListFiles(hub.city, "rules") : rulesIn(folder);
  const city = loadCity(hub.city, active.files, store.keepObservationsDays * dayMs);
  const { rules, problems } = city.readRules(changed);
  if (problems.length > 0)
    throw problemsError("hub.bad_city", fill(rulesDiffTexts["bad-rules"], { folder: folder ?? hub.city }), problems);
  const after = [...rules.values()].map(({ value }) => value);
  return {
    city,
    digest: active.digest,
    before: city.rules,
    after: asIfLive === true ? after.map((rule) => ({ ...rule, shadow: false })) : after,
  };
}

/**
 * What was in force before, and the files, where these are in force already: a running hub takes over within a second
 * what is edited in place. Null where the files are still to come, and where nothing was before them.
 */
function loadEditedPair({ hub, store }: Settings, active: RuleSetPair): RuleSetPair | null {
  if (digestOf(readListFiles(hub.city, "rules").files) !== active.digest) return null;
  const kept = rulesBefore(store.folder, active.digest);
  if (kept === null) return null;
  const city = loadCity(hub.city, kept.files, store.keepObservationsDays * dayMs);
  return { city, digest: kept.digest, before: city.rules, after: active.after };
}

/** Rule files of a city folder, or of a folder that holds nothing else. */
function rulesIn(folder: string): ListFiles {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new HubError("hub.bad_arguments", fill(rulesDiffTexts["no-folder"], { folder }));
  }
  const ofCity = readListFiles(folder, "rules");
  if (ofCity.files.length > 0 || ofCity.problems.length > 0) return ofCity;
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  const read = names.map((name) => ({ name, text: readYamlText(join(folder, name), name) }));
  return {
    files: read.filter((each): each is FileText => typeof each.text === "string"),
    problems: read.flatMap(({ text }) => (typeof text === "string" ? [] : [text])),
  };
}

async function runDiff(
  settings: Settings,
  sets: RuleSetPair,
  log: JournalAccess,
  { days }: RulesDiffOptions,
): Promise<RulesDiff> {
  const { city, inhibitions } = sets.city;
  const { rules } = settings;
  const bar = new SingleBar({ format: "{bar} {percentage}% | {eta_formatted}", stream: process.stderr });
  const toAt = Date.now();
  const fromAt = toAt - days * dayMs;
  // A gauge that has never said anything has no key, and nothing that could differ.
  let unused = Math.max(0, ...log.keys.values());
  const keys = new Map([...city.gauges.keys()].map((id) => [id, log.keys.get(id) ?? (++unused as GaugeKey)]));
  bar.start(1, 0);
  try {
    return await diffRules({
      before: sets.before,
      after: sets.after,
      world: { city, keys, inhibitions, settings: rules, blindSpots: rules.watch, suppression: rules.noise },
      journal: log.journal,
      from: await log.journal.positionAt(fromAt),
      to: log.end,
      fromAt,
      toAt,
      saved: log.saved,
      onProgress: (done, total) => {
        bar.setTotal(total);
        bar.update(done);
      },
    });
  } finally {
    bar.stop();
  }
}

function diffLines({ diff, digest, heading, timeZone }: ComparedSets, terminal: Terminal): readonly string[] {
  const { say } = terminal;
  const { fromAt, toAt, observations, rules, levelsNow, endsAtOnce } = diff;
  const span = { from: localTimeWithZone(fromAt, timeZone), to: localTimeWithZone(toAt, timeZone) };
  const changed = rules.filter((rule) => rule.change !== "same" || countsText(rule.before) !== countsText(rule.after));
  const listed = (lines: readonly string[]): readonly string[] =>
    lines.length <= shownAlarms
      ? lines
      : [...lines.slice(0, shownAlarms), `  ${say(fill(rulesDiffTexts.more, { count: lines.length - shownAlarms }))}`];
  return [
    say(fill(rulesDiffTexts[heading], { ...span, observations, digest })),
    ...changed.map((rule) => ruleLine(rule, terminal)),
    say(fill(rulesDiffTexts["same-rules"], { count: rules.length - changed.length })),
    ...(levelsNow.length === 0 ? [say(rulesDiffTexts["same-now"])] : [say(rulesDiffTexts.now)]),
    ...listed(levelsNow.map((level) => levelLine(level, terminal))),
    ...(endsAtOnce.length === 0 ? [] : [say(rulesDiffTexts.ends)]),
    ...listed(endsAtOnce.map((key) => `  ${key}`)),
  ];
}

function ruleLine({ ruleId, change, isShadow, before, after }: RuleDiff, { say }: Terminal): string {
  const count = (key: keyof RuleCounts): string => {
    const [a, b] = [before?.[key] ?? 0, after?.[key] ?? 0];
    return a === b ? String(a) : `${a} -> ${b}`;
  };
  const shadow = isShadow ? ` (${say(rulesDiffTexts.shadow)})` : "";
  const counts = say(
    fill(rulesDiffTexts.counts, {
      raised: count("raised"),
      stepped: count("stepped"),
      minutes: count("activeMinutes"),
      pages: count("pages"),
    }),
  );
  return `${say(rulesDiffTexts[change])}  ${ruleId}${shadow}  ${counts}`;
}

function levelLine({ alarmKey, before, after }: LevelDiff, { say }: Terminal): string {
  const name = (level: Level | null): string => say(level === null ? rulesDiffTexts.none : levelNames[level]);
  return `  ${alarmKey}  ${name(before)} -> ${name(after)}`;
}

function countsText(counts: RuleCounts | null): string {
  return JSON.stringify(counts);
}
