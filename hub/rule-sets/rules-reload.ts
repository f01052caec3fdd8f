import type { Declaration } from "../../city/city-files.ts";
import {
  changedSince,
  othersSignature,
  readSettledRules,
  rulesSignature,
  watchRuleFiles,
} from "../../city/city-on-disk.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import type { Clock } from "../../domain/clock.ts";
import type { Log } from "../../domain/log.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { RuleActivation, RulePin, RuleSet, RuleSetStore } from "../../store/ports.ts";
import { type ConfigProblem, problemText } from "../../yaml/problem.ts";
import { ruleSetOf } from "./rule-set.ts";

/** The rules that judge, and how they came to. */
export interface RunningRules extends Omit<RuleActivation, "cursor"> {
  readonly rules: ReadonlyMap<string, Declaration<Rule>>;
}

/** How the rules stand between what runs, what the files say and what somebody has pinned. */
export interface RulesStatus {
  readonly running: RunningRules;
  readonly pin: RulePin | null;
  /** The set the files make; while it has problems it does not go live. */
  readonly files: { readonly set: RuleSet; readonly problems: readonly ConfigProblem[] };
  /** Why the pinned set cannot run in this city. */
  readonly pinProblems: readonly ConfigProblem[];
  /** Why a sound set has not taken over yet; it is tried again. */
  readonly failure: string | null;
  /** City files other than rules that differ from what was loaded at the start. */
  readonly restartFiles: readonly string[];
}

export interface RulesReloadParts {
  readonly folder: string;
  readonly city: LoadedCity;
  readonly running: RunningRules;
  readonly ruleSets: RuleSetStore;
  /** Lets other rules take over; rejects when they could not, and those before run on. */
  replaceRules(rules: readonly Rule[], activation: Omit<RuleActivation, "cursor">): Promise<void>;
  readonly log: Log;
  readonly clock: Clock;
  readonly pollMs: number;
}

/** Brings edited rules into a running hub. */
export interface RulesReload {
  readonly status: RulesStatus;
  start(): void;
  /** Looks now; resolves when what was found has gone live or been refused. Rejects never. */
  checkNow(): Promise<void>;
  /** Begins no further look; one under way comes to nothing. */
  stop(): void;
}

/** Looks at files and pin, one look after the other, and lets what is sound take over. */
export function createRulesReload(parts: RulesReloadParts): RulesReload {
  const { folder, city, ruleSets, log, clock } = parts;
  const atStart = ruleSetOf(city.files.rules, city.rules.length);
  let status: RulesStatus = {
    running: parts.running,
    pin: null,
    files: { set: atStart, problems: [] },
    pinProblems: [],
    failure: null,
    restartFiles: [],
  };
  let filesRules = city.ruleDeclarations;
  let seenRules = "";
  let seenOthers = "";
  let timer: NodeJS.Timeout | null = null;
  let watcher: { close(): void } | null = null;
  let looking: Promise<void> | null = null;
  let isLookWanted = false;
  let isStopped = false;

  function change(changes: Partial<RulesStatus>): void {
    status = { ...status, ...changes };
  }

  async function lookOnce(): Promise<void> {
    readOthers();
    if (rulesSignature(folder) !== seenRules) await readFiles();
    const pin = await ruleSets.pin();
    change({ pin });
    if (pin === null) await followFiles();
    else await followPin(pin);
  }

  function readOthers(): void {
    const signature = othersSignature(folder);
    if (signature === seenOthers) return;
    seenOthers = signature;
    const restartFiles = changedSince(folder, city.files.others);
    const isNews = restartFiles.join() !== status.restartFiles.join() && restartFiles.length > 0;
    change({ restartFiles });
    if (isNews) log.warn({ files: restartFiles }, "only rules change while the hub runs; restart it for these files");
  }

  async function readFiles(): Promise<void> {
    const found = await readSettledRules(folder);
    seenRules = found.signature;
    const reading = city.readRules(found);
    const problems =
      reading.rules.size === 0 && reading.problems.length === 0 ? [noRulesProblem(folder)] : reading.problems;
    const set = ruleSetOf(found.files, reading.rules.size);
    const isNews = set.digest !== status.files.set.digest || problems.length !== status.files.problems.length;
    change({ files: { set, problems } });
    filesRules = reading.rules;
    if (!isNews) return;
    if (problems.length > 0) {
      const lines = problems.map(problemText);
      log.error(
        { rules: status.running.set.digest, problems: lines },
        "changed rules are refused, those before run on",
      );
    }
  }

  async function followFiles(): Promise<void> {
    change({ pinProblems: [] });
    const { set, problems } = status.files;
    if (problems.length > 0 || set.digest === status.running.set.digest) return;
    await bringIn({ set, rules: filesRules, source: "files", by: null, at: clock() });
  }

  async function followPin({ digest, by }: RulePin): Promise<void> {
    if (digest === status.running.set.digest) return change({ pinProblems: [] });
    const files = (await ruleSets.filesOf(digest)) ?? [];
    const { rules, problems } = city.readRules({ files, problems: [] });
    if (problems.length > 0 && status.pinProblems.length === 0) {
      log.error({ rules: digest, problems: problems.map(problemText) }, "rules rolled back to do not fit the city");
    }
    change({ pinProblems: problems });
    if (problems.length > 0) return;
    await bringIn({ set: ruleSetOf(files, rules.size), rules, source: "rollback", by, at: clock() });
  }

  async function bringIn(running: RunningRules): Promise<void> {
    if (isStopped) return;
    const { set, source, by, at, rules } = running;
    const before = status.running.set.digest;
    await parts.replaceRules(
      [...rules.values()].map(({ value }) => value),
      { set, source, by, at },
    );
    change({ running });
    log.info({ rules: set.digest, before, source, by, count: set.ruleCount }, "other rules have taken over");
  }

  async function lookSafely(): Promise<void> {
    try {
      await lookOnce();
      if (status.failure !== null) change({ failure: null });
    } catch (error) {
      if (isStopped) return;
      const words = error instanceof Error ? error.message : String(error);
      if (words !== status.failure) log.error({ err: words }, "changed rules could not take over, tried again");
      change({ failure: words });
    }
  }

  /** One look at a time; however often a look is asked for meanwhile, one more follows. */
  async function look(): Promise<void> {
    isLookWanted = true;
    looking ??= (async () => {
      while (isLookWanted && !isStopped) {
        isLookWanted = false;
        await lookSafely();
      }
    })().finally(() => {
      looking = null;
    });
    await looking;
  }

  return {
    get status() {
      return status;
    },
    start() {
      watcher = watchRuleFiles(folder, () => void look());
      timer = setInterval(() => void look(), parts.pollMs);
      timer.unref();
      void look();
    },
    checkNow: look,
    stop() {
      isStopped = true;
      if (timer !== null) clearInterval(timer);
      watcher?.close();
    },
  };
}

/** Taking every rule away ends every alarm: nobody does that by saving a file half way. */
function noRulesProblem(folder: string): ConfigProblem {
  return {
    where: `${folder}/rules`,
    path: "",
    wanted: "at least one rule",
    got: "none",
    fix: "write one; to judge nothing at all, restart the hub with none",
  };
}
