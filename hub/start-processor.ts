import { eventWithin } from "../api/scope/event-within.ts";
import { createOpenCases, type OpenCases } from "../cases/open-cases.ts";
import type { LoadedCity } from "../city/load-city.ts";
import type { Clock } from "../domain/clock.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import type { RuleSet } from "../domain/rule-set.ts";
import { createCaseLimits } from "../limits/case-limits.ts";
import { type Reach, staffReach } from "../people/reach.ts";
import { eventWithout } from "../people/restricted.ts";
import { Committer } from "../processor/commit.ts";
import { stepList } from "../processor/decide.ts";
import { entryPort } from "../processor/enter.ts";
import { createInboxIntake, type InboxIntake } from "../processor/inbox-intake.ts";
import { JournalConsumer } from "../processor/journal-consumer.ts";
import type { EntryPort } from "../processor/ports.ts";
import { restoreSteps } from "../processor/restore.ts";
import { pause, RuleChange } from "../processor/rule-change.ts";
import { type JudgingSteps, judgingSteps, type ProcessorSteps, processorSteps } from "../processor/steps.ts";
import { bindRules } from "../rules/binding/bind-rules.ts";
import { RuleEngine } from "../rules/engine/engine.ts";
import type { Rule } from "../rules/language/rule-schema.ts";
import type { CommittedEffects, Effects, SavedState } from "../store/ports.ts";
import type { Store } from "../store/store.ts";
import { createOpenWarnings, type OpenWarnings } from "../warnings/open-warnings.ts";
import type { BodyContext } from "../webhooks/formats/webhook-format.ts";
import { queueDeliveries } from "../webhooks/queue-deliveries.ts";
import { ruleSetOf } from "./rule-sets/rule-set.ts";
import { publicUrlOf } from "./settings/public-url.ts";
import type { Settings } from "./settings/settings.ts";

/** Makes the engine that judges by a city's rules. */
export type EngineOf = (rules: readonly Rule[]) => RuleEngine;

export interface ProcessorStart {
  readonly settings: Settings;
  readonly city: LoadedCity;
  readonly store: Store;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly saved: SavedState;
  readonly engineOf: EngineOf;
  onCommitted(effects: Effects, committed: CommittedEffects): void;
  readonly log: Log;
  readonly clock: Clock;
}

/** The processor at work: all that decides, and the door in. */
export interface RunningProcessor {
  readonly consumer: JournalConsumer;
  readonly committer: Committer;
  readonly judging: ProcessorSteps;
  /** Steps up to the case as new, with the rules that judge at a commit: to be led another way. */
  judgingAt(saved: SavedState): Promise<JudgingSteps>;
  /** The open warnings at a commit, as new. */
  warningsAt(saved: SavedState): OpenWarnings;
  readonly entries: EntryPort;
  readonly inbox: InboxIntake;
  readonly warnings: Pick<OpenWarnings, "openCount" | "inForceCount" | "openNow">;
  readonly cases: Pick<OpenCases, "openCount" | "openNow">;
  stop(): Promise<void>;
}

/** Engines as the hub runs them. */
export function engineMaker({ settings, city, keys }: Pick<ProcessorStart, "settings" | "city" | "keys">): EngineOf {
  return (rules) => {
    const { alarms, unbound } = bindRules(rules, city.city, keys);
    return new RuleEngine(alarms, settings.rules, unbound);
  };
}

/** An event as receivers may have it. A call goes to the channel that makes it: whom it reaches, and by which number, is what it is. */
function receiverView(event: HubEvent, reach: Reach): HubEvent {
  return event.type === "call.requested" ? eventWithout(event, reach.hiddenGauges) : eventWithin(event, reach);
}

/** Takes up where the last commit left off; decides nothing yet. */
export async function startProcessor(start: ProcessorStart): Promise<RunningProcessor> {
  const { settings, store, saved, clock, log } = start;
  const { city, warningAreaKind, inhibitions, endpoints } = start.city;
  const rulesOf = ruleSetParser(start);
  const active = await rulesAt(start);
  const limits = createCaseLimits(city);
  const cases = createOpenCases(city, saved.openCases, limits);
  const warnings = createOpenWarnings(city, warningAreaKind, saved.openWarnings);
  const reach = staffReach(city);
  const ground = {
    ...{ city, keys: start.keys, inhibitions },
    blindSpots: settings.rules.watch,
    lateAfterMs: settings.rules.lateAfterMs,
    suppression: settings.rules.noise,
  };
  const judging = processorSteps({
    ...ground,
    engine: start.engineOf(rulesOf(active)),
    cases,
    limits,
    warnings,
    outlines: start.city.outlines,
    mapLabel: start.city.map?.label ?? null,
    queue: (events, now) => {
      const views = events.map((event) => receiverView(event, reach));
      return queueDeliveries(views, endpoints, { ...bodyContextOf(settings), now });
    },
  });
  const list = stepList(judging.steps);
  const draft = await restoreSteps(list, { state: saved, journal: store.journalReader, pause });
  const { onCommitted } = start;
  const committer = new Committer({ state: store.state, commits: saved.commits, onCommitted, log });
  const ruleChange = new RuleChange({
    rules: judging.rules,
    journal: store.journalReader,
    running: active.digest,
    engineFor: (set) => start.engineOf(rulesOf(set)),
  });
  const consumer = new JournalConsumer(
    {
      list,
      ruleChange,
      committer,
      refused: judging.refused,
      reader: store.journalReader,
      journal: store.journal,
      clock,
      onFailure: (error) => log.error({ err: error }, "the journal cannot be read; tried again every second"),
    },
    settings.hub,
    draft,
  );
  const entries = entryPort(store.journal, consumer, clock);
  const inbox = createInboxIntake(store.inbox, entries, log);
  const judgingAt = async (at: SavedState): Promise<JudgingSteps> => {
    const engine = start.engineOf(rulesOf(await rulesAt({ ...start, saved: at })));
    return judgingSteps({ ...ground, engine, cases: createOpenCases(city, at.openCases) });
  };
  const warningsAt = (at: SavedState): OpenWarnings => createOpenWarnings(city, warningAreaKind, at.openWarnings);
  return {
    consumer,
    committer,
    judging,
    judgingAt,
    warningsAt,
    entries,
    inbox,
    cases,
    warnings,
    stop: () => consumer.stop(),
  };
}

/** What bodies of events say of this hub. */
function bodyContextOf(settings: Settings): BodyContext {
  return { source: settings.webhooks.source, publicUrl: publicUrlOf(settings) };
}

/** The set that judges at the last commit; before the first, the one the city was loaded with. */
async function rulesAt({ saved, store, city }: ProcessorStart): Promise<RuleSet> {
  const loaded = ruleSetOf(city.files.rules, city.rules.length);
  const { activation } = saved;
  if (activation === null || activation.digest === loaded.digest) return loaded;
  const { digest, ruleCount } = activation;
  return { digest, ruleCount, files: (await store.ruleSets.filesOf(digest)) ?? loaded.files };
}

/** Parses sets of rules, those that do not fit the city left out: what judged once may name what is gone since. */
function ruleSetParser({ city, log }: ProcessorStart): (set: RuleSet) => readonly Rule[] {
  const { digest: loaded } = ruleSetOf(city.files.rules, city.rules.length);
  return ({ digest, files }) => {
    if (digest === loaded) return city.rules;
    const { rules, problems } = city.readRules({ files, problems: [] });
    if (problems.length > 0)
      log.warn({ rules: digest, problems: problems.length }, "rules that do not fit the city are left out");
    return [...rules.values()].map(({ value }) => value);
  };
}
