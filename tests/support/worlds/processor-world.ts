import { blindSpotSettings } from "../../../blindspots/settings.ts";
import { createOpenCases } from "../../../cases/open-cases.ts";
import type { City } from "../../../domain/city/city.ts";
import type { Clock } from "../../../domain/clock.ts";
import { silentLog } from "../../../domain/log.ts";
import type { RuleSet } from "../../../domain/rule-set.ts";
import { createCaseLimits } from "../../../limits/case-limits.ts";
import { Committer } from "../../../processor/commit.ts";
import { stepList } from "../../../processor/decide.ts";
import { entryPort } from "../../../processor/enter.ts";
import { JournalConsumer } from "../../../processor/journal-consumer.ts";
import type { EntryPort } from "../../../processor/ports.ts";
import { restoreSteps } from "../../../processor/restore.ts";
import { pause, RuleChange } from "../../../processor/rule-change.ts";
import { type ProcessorSteps, processorSteps } from "../../../processor/steps.ts";
import { bindRules } from "../../../rules/binding/bind-rules.ts";
import { RuleEngine } from "../../../rules/engine/engine.ts";
import type { Rule } from "../../../rules/language/rule-schema.ts";
import { rulesSettings } from "../../../rules/language/settings.ts";
import type { Effects, JournalReader } from "../../../store/ports.ts";
import type { Store } from "../../../store/store.ts";
import { suppressionSettings } from "../../../suppression/settings.ts";
import { createOpenWarnings, type OpenWarnings } from "../../../warnings/open-warnings.ts";

export interface TestProcessorParts {
  readonly city: City;
  readonly rules: readonly Rule[];
  readonly store: Store;
  readonly clock: Clock;
  /** Rules of sets that are activated, by digest. */
  readonly sets?: Readonly<Record<string, readonly Rule[]>>;
  readonly reader?: JournalReader;
  readonly rulesQueueRows?: number;
  readonly checkpointMs?: number;
  readonly onFailure?: (error: unknown) => void;
}

export interface TestProcessor {
  readonly consumer: JournalConsumer;
  readonly committer: Committer;
  readonly judging: ProcessorSteps;
  readonly warnings: OpenWarnings;
  readonly entries: EntryPort;
  /** What was committed since the start, in order. */
  readonly committed: readonly Effects[];
}

/** The processor over a store, from where its last commit left off, as the hub starts it; level when this resolves. */
export async function startProcessorOver(parts: TestProcessorParts): Promise<TestProcessor> {
  const { city, rules, store, clock, sets = {}, reader = store.journalReader } = parts;
  const saved = await store.state.load();
  const keys = await store.journal.keysFor([...city.gauges.keys()]);
  const engineOf = (given: readonly Rule[]): RuleEngine =>
    new RuleEngine(bindRules(given, city, keys).alarms, rulesSettings.parse({}));
  const limits = createCaseLimits(city);
  const warnings = createOpenWarnings(city, "district", saved.openWarnings);
  const judging = processorSteps({
    city,
    keys,
    engine: engineOf(sets[saved.activation?.digest ?? ""] ?? rules),
    inhibitions: [],
    blindSpots: blindSpotSettings.parse({}),
    lateAfterMs: rulesSettings.parse({}).lateAfterMs,
    suppression: suppressionSettings.parse({}),
    cases: createOpenCases(city, saved.openCases, limits),
    limits,
    warnings,
    queue: () => ({ bodies: [], deliveries: [] }),
  });
  const list = stepList(judging.steps);
  const draft = await restoreSteps(list, { state: saved, journal: reader, pause });
  const committed: Effects[] = [];
  const committer = new Committer({
    state: store.state,
    commits: saved.commits,
    onCommitted: (effects) => void committed.push(effects),
    log: silentLog,
  });
  const ruleChange = new RuleChange({
    rules: judging.rules,
    journal: reader,
    running: saved.activation?.digest ?? null,
    engineFor: ({ digest }: RuleSet) => engineOf(sets[digest] ?? []),
  });
  const { journal } = store;
  const onFailure =
    parts.onFailure ??
    ((error: unknown) => {
      throw error;
    });
  const consumer = new JournalConsumer(
    { list, ruleChange, committer, refused: judging.refused, reader, journal, clock, onFailure },
    { checkpointMs: parts.checkpointMs ?? 0, rulesQueueRows: parts.rulesQueueRows ?? 100_000 },
    draft,
  );
  journal.onCommitted((added) => consumer.onCommitted(added));
  await consumer.catchUp();
  return { consumer, committer, judging, warnings, entries: entryPort(journal, consumer, clock), committed };
}
