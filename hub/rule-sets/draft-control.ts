import { join } from "node:path";
import type { DraftOutcome, RuleDraftPort, RulesCheck, RulesDiffView } from "../../api/ports.ts";
import type { LoadedCity } from "../../city/load-city.ts";
import { type Clock, hourMs } from "../../domain/clock.ts";
import { callerOf } from "../../domain/governance/entry-caller.ts";
import type { Refusal } from "../../domain/governance/refusal.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { RuleAction } from "../../domain/inputs/acts/rule-action.ts";
import type { RuleFile } from "../../domain/rule-set.ts";
import { fill } from "../../locales/fill.ts";
import { modeNames } from "../../locales/modes.ts";
import { draftRefusalTexts } from "../../locales/rules/drafts.ts";
import type { ModeActor } from "../../modes/ports.ts";
import type { EntryPort } from "../../processor/ports.ts";
import { pause } from "../../processor/rule-change.ts";
import { diffRules } from "../../rule-trials/rules-diff.ts";
import { type RuleDrafts, refusalOf } from "../../rules/drafts/rule-drafts.ts";
import type { RuleDraft } from "../../rules/ports.ts";
import type { Store } from "../../store/store.ts";
import { type ConfigProblem, problemText } from "../../yaml/problem.ts";
import type { Settings } from "../settings/settings.ts";
import { ruleSetOf } from "./rule-set.ts";
import type { RulesReload } from "./rules-reload.ts";
import { runStories } from "./run-stories.ts";

export interface DraftControlParts {
  readonly city: LoadedCity;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly drafts: RuleDrafts;
  readonly reload: RulesReload;
  readonly entries: EntryPort;
  readonly store: Pick<Store, "ruleSets" | "state" | "journal" | "journalReader">;
  readonly settings: Settings["rules"];
  readonly clock: Clock;
}

/** Rows judged between two turns of others: those that answer devices wait some milliseconds. */
const rowsAtOnce = 500;

/** Drafts of rules as people act on them: each act is an entry of the log. */
export class DraftControl implements RuleDraftPort {
  readonly #parts: DraftControlParts;

  constructor(parts: DraftControlParts) {
    this.#parts = parts;
  }

  all(): readonly RuleDraft[] {
    return this.#parts.drafts.all();
  }

  of(digest: string): RuleDraft | null {
    return this.#parts.drafts.of(digest);
  }

  async draft(files: readonly RuleFile[], note: string, actor: ModeActor): Promise<DraftOutcome> {
    const { rules, problems } = this.#parts.city.readRules({ files, problems: [] });
    if (problems.length > 0) return { digest: null, problems, refusal: null };
    const { digest, ruleCount } = ruleSetOf(files, rules.size);
    const refusal = await this.#act(digest, actor, { do: "draft", note, origin: "person", files, ruleCount });
    return { digest, problems: [], refusal };
  }

  approve(digest: string, actor: ModeActor): Promise<Refusal | null> {
    return this.#act(digest, actor, { do: "approve" });
  }

  reject(digest: string, reason: string, actor: ModeActor): Promise<Refusal | null> {
    return this.#act(digest, actor, { do: "reject", reason });
  }

  /** Lets an approved draft take over. The choice is kept first: killed in between, a hub that starts goes on with it. */
  async activate(digest: string, override: string | null, actor: ModeActor): Promise<Refusal | null> {
    const { drafts, reload, store, city, clock } = this.#parts;
    const draft = drafts.of(digest);
    if (draft === null) return refusalOf("unknown", digest);
    if (draft.state !== "approved") return refusalOf(draft.state === "drafted" ? "not-approved" : "over", digest);
    const { problems } = city.readRules({ files: draft.files, problems: [] });
    if (problems.length > 0) return unfit(digest, problems);
    const mode = reload.frozenBy();
    if (mode !== null && override === null) {
      return { code: "rules.frozen", words: fill(draftRefusalTexts.frozen, { digest, mode: modeNames[mode] }) };
    }
    if (override !== null && !actor.parts.includes("commander")) {
      return { code: "rules.override_part", words: fill(draftRefusalTexts["override-part"], { digest }) };
    }
    if (override !== null) reload.override(digest, override);
    const { files, ruleCount } = draft;
    const { by } = actor;
    const pin = { digest, by, at: clock(), ...callerOf(actor) };
    await store.ruleSets.keepAndPin({ digest, files, ruleCount }, pin);
    await reload.checkNow();
    const { running, failure } = reload.status;
    if (running.set.digest === digest) return null;
    const words = failure ?? { zh: "", en: "" };
    return { code: "rules.draft_failed", words: fill(draftRefusalTexts.failed, { digest, words }) };
  }

  /** What a draft would have done over the last hours, against what runs; null where there is no such draft. */
  async diff(digest: string, hours: number): Promise<RulesDiffView | null> {
    const { city, keys, drafts, reload, store, settings, clock } = this.#parts;
    const draft = drafts.of(digest);
    const files = draft === null ? null : await this.filesOf(digest);
    if (files === null) return null;
    const { rules } = city.readRules({ files, problems: [] });
    const toAt = clock();
    const fromAt = toAt - hours * hourMs;
    const { running } = reload.status;
    const saved = await store.state.load();
    const diff = await diffRules({
      before: valuesOf(running.rules),
      after: valuesOf(rules),
      world: {
        ...{ city: city.city, keys, settings, inhibitions: city.inhibitions },
        blindSpots: settings.watch,
        suppression: settings.noise,
      },
      journal: store.journalReader,
      from: await store.journalReader.positionAt(fromAt),
      to: store.journal.end(),
      ...{ fromAt, toAt, saved, rowsAtOnce, pause },
      onProgress: () => {},
    });
    return { digest, against: running.set.digest, ...diff };
  }

  async filesOf(digest: string): Promise<readonly RuleFile[] | null> {
    const { drafts, reload, store } = this.#parts;
    const { set } = reload.status.running;
    if (set.digest === digest) return set.files;
    const draft = drafts.of(digest);
    return draft !== null && draft.files.length > 0 ? draft.files : store.ruleSets.filesOf(digest);
  }

  async check(files: readonly RuleFile[]): Promise<RulesCheck> {
    const { city, settings } = this.#parts;
    const { rules, problems } = city.readRules({ files, problems: [] });
    if (problems.length > 0) return { digest: null, ruleCount: 0, problems, stories: [] };
    const { digest, ruleCount } = ruleSetOf(files, rules.size);
    const world = { city: city.city, rules: valuesOf(rules), settings };
    return { digest, ruleCount, problems: [], stories: await runStories(join(city.folder, "stories"), world) };
  }

  async #act(digest: string, { parts: _, ...who }: ModeActor, action: RuleAction["action"]): Promise<Refusal | null> {
    const { refusal } = await this.#parts.entries.enter({ kind: "rule-action", digest, ...who, action });
    return refusal;
  }
}

function valuesOf<Value>(declared: ReadonlyMap<string, { readonly value: Value }>): readonly Value[] {
  return [...declared.values()].map(({ value }) => value);
}

function unfit(digest: string, problems: readonly ConfigProblem[]): Refusal {
  const lines = (language: "zh" | "en") =>
    problems
      .slice(0, 3)
      .map((problem) => problemText(problem, language))
      .join(" | ");
  const listed = { zh: lines("zh"), en: lines("en") };
  return { code: "rules.draft_unfit", words: fill(draftRefusalTexts.unfit, { digest, problems: listed }) };
}
