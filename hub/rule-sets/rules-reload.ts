import type { Declaration } from "../../city/city-files.ts";
import {
  changedSince,
  othersSignature,
  readSettledRules,
  rulesAuthor,
  rulesSignature,
  watchRuleFiles,
} from "../../city/city-on-disk.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import type { Mode } from "../../domain/city/mode.ts";
import { HubError } from "../../domain/errors.ts";
import { type Called, callerOf } from "../../domain/governance/entry-caller.ts";
import type { Log } from "../../domain/log.ts";
import type { RuleSet, RuleSetSource } from "../../domain/rule-set.ts";
import type { BilingualText } from "../../domain/text.ts";
import { cityTexts } from "../../locales/city.ts";
import { errorWords } from "../../locales/format/error-words.ts";
import { sharedTexts } from "../../locales/shared.ts";
import type { RuleDrafts } from "../../rules/drafts/rule-drafts.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { RulePin, RuleSetStore } from "../../store/ports.ts";
import { type ConfigProblem, problemText } from "../../yaml/problem.ts";
import { ruleSetOf } from "./rule-set.ts";

/** The rules that judge, and how they came to; `caller` is who chose them, where a call did in this run of the hub. */
export interface RunningRules extends Called {
  readonly set: RuleSet;
  readonly source: RuleSetSource;
  /** Who asked for it; null when that is not known. */
  readonly by: string | null;
  /** Our clock when they took over, ms since 1970. */
  readonly at: number;
  /** Who approved it; null where nobody had to, or where that is not known. */
  readonly approvedBy?: string | null;
  readonly rules: ReadonlyMap<string, Declaration<Rule>>;
}

/** Why a sound set does not take over for now: the mode freezes rules, or a second person has to approve it. */
export type RulesWait = { readonly digest: string } & (
  | { readonly why: "frozen"; readonly mode: Mode }
  | { readonly why: "draft" }
);

/** How the rules stand between what runs, what the files say and what somebody has pinned. */
export interface RulesStatus {
  readonly running: RunningRules;
  readonly pin: RulePin | null;
  /** The set the files make; while it has problems it does not go live. */
  readonly files: { readonly set: RuleSet; readonly problems: readonly ConfigProblem[] };
  /** Why the pinned set cannot run in this city. */
  readonly pinProblems: readonly ConfigProblem[];
  /** Why a sound set has not taken over yet; it is tried again. */
  readonly failure: BilingualText | null;
  /** A sound set that waits for people; null for none. */
  readonly waiting: RulesWait | null;
  /** City files other than rules that differ from what was loaded at the start. */
  readonly restartFiles: readonly string[];
}

export interface RulesReloadParts {
  readonly folder: string;
  readonly city: LoadedCity;
  readonly running: RunningRules;
  readonly ruleSets: RuleSetStore;
  /** Puts an activation in the log; resolves with the moment at which it took effect. */
  activate(wanted: ActivationWanted): Promise<number>;
  /** Whether files saved in place go live; if not they are drafted. */
  readonly activateOnSave: boolean;
  /** The mode that keeps other rules from taking over; null for none. */
  frozenBy(): Mode | null;
  /** Drafts of the set that was approved, where there are any. */
  readonly drafts: Pick<RuleDrafts, "of">;
  /** Drafts a set that was saved in place. */
  draftFiles(set: RuleSet, by: string): Promise<void>;
  readonly log: Log;
  readonly pollMs: number;
}

/** A set that is to take over, and by whose word. */
export interface ActivationWanted extends Pick<RunningRules, "set" | "source" | "by" | "approvedBy" | "caller"> {
  /** Why it takes over although rules are frozen; null where they are not. */
  readonly override: string | null;
}

/** Looks at files and pin, one look after the other, and brings what is sound into the running hub. */
export class RulesReload {
  readonly #parts: RulesReloadParts;
  readonly #others = new Signature();
  readonly #rules = new Signature();
  #status: RulesStatus;
  #filesRules: RunningRules["rules"];
  #timer: NodeJS.Timeout | null = null;
  #watcher: { close(): void } | null = null;
  #looking: Promise<void> | null = null;
  #isLookWanted = false;
  #isStopped = false;
  /** A set that takes over although rules are frozen, and why. */
  #override: { readonly digest: string; readonly reason: string } | null = null;

  constructor(parts: RulesReloadParts) {
    const { city, running } = parts;
    this.#parts = parts;
    this.#filesRules = city.ruleDeclarations;
    this.#status = {
      running,
      pin: null,
      files: { set: ruleSetOf(city.files.rules, city.rules.length), problems: [] },
      pinProblems: [],
      failure: null,
      waiting: null,
      restartFiles: [],
    };
  }

  get status(): RulesStatus {
    return this.#status;
  }

  /** The mode that keeps other rules from taking over; null for none. */
  frozenBy(): Mode | null {
    return this.#parts.frozenBy();
  }

  start(): void {
    const { folder, pollMs } = this.#parts;
    this.#watcher = watchRuleFiles(folder, () => void this.checkNow());
    this.#timer = setInterval(() => void this.checkNow(), pollMs);
    this.#timer.unref();
    void this.checkNow();
  }

  /**
   * Looks now, one look at a time; however often a look is asked for meanwhile, one more follows. Resolves when what was
   * found has gone live or been refused. Rejects never.
   */
  async checkNow(): Promise<void> {
    this.#isLookWanted = true;
    this.#looking ??= this.#lookWhileWanted().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
  }

  /** Begins no further look; one under way comes to nothing. */
  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#watcher?.close();
  }

  async #lookWhileWanted(): Promise<void> {
    while (this.#isLookWanted && !this.#isStopped) {
      this.#isLookWanted = false;
      await this.#lookSafely();
    }
  }

  async #lookSafely(): Promise<void> {
    try {
      await this.#look();
      if (this.#status.failure !== null) this.#change({ failure: null });
    } catch (error) {
      if (this.#isStopped) return;
      const words = wordsOf(error);
      const { log } = this.#parts;
      if (words.en !== this.#status.failure?.en)
        log.error({ err: words.en }, "changed rules could not take over, tried again");
      this.#change({ failure: words });
    }
  }

  async #look(): Promise<void> {
    const { folder, ruleSets } = this.#parts;
    if (this.#others.isNew(othersSignature(folder))) this.#readOthers();
    if (this.#rules.differs(rulesSignature(folder))) await this.#readFiles();
    const pin = await ruleSets.pin();
    this.#change({ pin, waiting: null });
    if (!this.#parts.activateOnSave) await this.#draftFiles();
    if (pin === null) await this.#followFiles();
    else await this.#followPin(pin);
  }

  #readOthers(): void {
    const { folder, city, log } = this.#parts;
    const restartFiles = changedSince(folder, city.files.others);
    const isNews = restartFiles.join() !== this.#status.restartFiles.join() && restartFiles.length > 0;
    this.#change({ restartFiles });
    if (isNews) log.warn({ files: restartFiles }, "only rules change while the hub runs; restart it for these files");
  }

  async #readFiles(): Promise<void> {
    const { folder, city, log } = this.#parts;
    const found = await readSettledRules(folder);
    this.#rules.isNew(found.signature);
    const reading = city.readRules(found);
    const isEmpty = reading.rules.size === 0 && reading.problems.length === 0;
    const problems = isEmpty ? [noRulesProblem(folder)] : reading.problems;
    const set = ruleSetOf(found.files, reading.rules.size);
    const { files, running } = this.#status;
    const isNews = set.digest !== files.set.digest || problems.length !== files.problems.length;
    this.#change({ files: { set, problems } });
    this.#filesRules = reading.rules;
    if (!isNews || problems.length === 0) return;
    const lines = problems.map((problem) => problemText(problem, "en"));
    log.error({ rules: running.set.digest, problems: lines }, "changed rules are refused, those before run on");
  }

  async #followFiles(): Promise<void> {
    this.#change({ pinProblems: [] });
    const { files, running } = this.#status;
    if (files.problems.length > 0 || files.set.digest === running.set.digest) return;
    if (!this.#parts.activateOnSave) return;
    await this.#bringIn({
      set: files.set,
      rules: this.#filesRules,
      source: "files",
      by: rulesAuthor(this.#parts.folder),
    });
  }

  /** Files that differ from what judges, and from what was drafted before, wait for a second person. */
  async #draftFiles(): Promise<void> {
    const { files, running } = this.#status;
    const { digest } = files.set;
    if (files.problems.length > 0 || digest === running.set.digest) return;
    const { folder, drafts, draftFiles } = this.#parts;
    if (drafts.of(digest) === null) await draftFiles(files.set, rulesAuthor(folder));
    const state = drafts.of(digest)?.state;
    if (state === "drafted" || state === "approved") this.#change({ waiting: { why: "draft", digest } });
  }

  /** Lets a set take over although rules are frozen, by a commander's word. */
  override(digest: string, reason: string): void {
    this.#override = { digest, reason };
  }

  async #followPin({ digest, by, caller }: RulePin): Promise<void> {
    const { ruleSets, city, drafts, log } = this.#parts;
    if (digest === this.#status.running.set.digest) return this.#change({ pinProblems: [] });
    const files = (await ruleSets.filesOf(digest)) ?? [];
    const { rules, problems } = city.readRules({ files, problems: [] });
    if (problems.length > 0 && this.#status.pinProblems.length === 0) {
      log.error(
        { rules: digest, problems: problems.map((problem) => problemText(problem, "en")) },
        "rules rolled back to do not fit the city",
      );
    }
    this.#change({ pinProblems: problems });
    if (problems.length > 0) return;
    const draft = drafts.of(digest);
    const isDraft = draft !== null && draft.state !== "rejected";
    const source = isDraft && draft.activatedAt === null ? "files" : "rollback";
    const approvedBy = isDraft ? draft.approvedBy : null;
    await this.#bringIn({ set: ruleSetOf(files, rules.size), rules, source, by, ...callerOf({ caller }), approvedBy });
  }

  async #bringIn(wanted: Omit<RunningRules, "at">): Promise<void> {
    if (this.#isStopped) return;
    const { rules: _, ...asked } = wanted;
    const { set, source, by, approvedBy = null } = asked;
    const before = this.#status.running.set.digest;
    const mode = this.#parts.frozenBy();
    const override = this.#override?.digest === set.digest ? this.#override.reason : null;
    if (mode !== null && override === null) {
      this.#change({ waiting: { why: "frozen", mode, digest: set.digest } });
      return;
    }
    const at = await this.#parts.activate({ ...asked, approvedBy, override: mode === null ? null : override });
    this.#override = null;
    this.#change({ running: { ...wanted, at }, waiting: null });
    const { log } = this.#parts;
    log.info({ rules: set.digest, before, source, by, count: set.ruleCount }, "other rules have taken over");
  }

  #change(changes: Partial<RulesStatus>): void {
    this.#status = { ...this.#status, ...changes };
  }
}

function wordsOf(error: unknown): BilingualText {
  return error instanceof HubError ? error.words : errorWords(error);
}

/** What files looked like when they were last read. */
class Signature {
  #seen = "";

  differs(signature: string): boolean {
    return signature !== this.#seen;
  }

  /** @returns true when it differs from the one before, which it takes the place of */
  isNew(signature: string): boolean {
    const differs = this.differs(signature);
    this.#seen = signature;
    return differs;
  }
}

/** Without rules every alarm would end, so a folder without any is refused: it is a file saved half way. */
function noRulesProblem(folder: string): ConfigProblem {
  return {
    where: `${folder}/rules`,
    path: "",
    wanted: cityTexts["wanted.a-rule"],
    got: sharedTexts["got.none"],
    fix: cityTexts["fix.a-rule"],
  };
}
