import type { JournalledObservation } from "../domain/observation.ts";
import type { StoredOrder } from "../domain/order.ts";
import type { FlagChange } from "../domain/quality.ts";
import type { Findings, RuleEngine } from "../rules/engine/engine.ts";
import type { AppliedOrder, HubStart, RuleActivation } from "../store/ports.ts";
import type { SuppressionOutcome } from "../suppression/suppression-control.ts";
import type { JournalConsumer, JournalConsumerParts, JournalConsumerSettings } from "./consumer-ports.ts";
import { InputQueue } from "./input-queue.ts";
import { emptyEffectsDraft, runStages } from "./pipeline.ts";
import { type AlarmChanges, mergeAlarmChanges, replaceEngine } from "./replace-engine.ts";

/** Rows asked of the journal at once while catching up. */
const catchUpRows = 20_000;
/** Time the event loop may be held before sign-ins and acknowledgements get a turn. */
const sliceMs = 15;

const noAlarmChanges: AlarmChanges = { alarms: [], removed: [] };

export function createJournalConsumer(
  parts: JournalConsumerParts,
  settings: JournalConsumerSettings,
  saved: { readonly rulesCursor: number; readonly rulesClock: number },
): JournalConsumer {
  const { components, journal, writer, clock } = parts;
  const { suppression } = components;
  let { engine } = parts;
  let cursor = saved.rulesCursor;
  let committedCursor = saved.rulesCursor;
  let rulesClock = saved.rulesClock;
  let newestSeq = saved.rulesCursor;
  let draft = emptyEffectsDraft();
  const inputs = new InputQueue();
  let takenOrders: AppliedOrder[] = [];
  let flagChanges: FlagChange[] = [];
  const seenOrders = new Set<number>();
  let lastMarkSeq = 0;
  const queue: JournalledObservation[][] = [];
  let queuedRows = 0;
  /** True while rows must come from the journal because memory no longer holds all that is unread. */
  let isBehind = false;
  let isStopped = false;
  let isDrainPlanned = false;
  /** By the processor's time: a clock that is set back must not put it off. */
  let lastWriteAt = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let catchingUp: Promise<void> | null = null;
  /** While other rules take over: no row is read and nothing is written until it resolves. */
  let held: Promise<void> | null = null;
  let activation: RuleActivation | null = null;
  let carried = noAlarmChanges;
  let startedAt: number | null = null;

  function startEngine({ startedAt: at, countedUpTo }: HubStart): void {
    // What the run before had found by the clock alone, a replay finds here.
    if (countedUpTo !== undefined) advanceClock(countedUpTo);
    startedAt = Math.max(startedAt ?? at, at);
    note(engine.start(at, countedUpTo));
    suppression.start(at);
  }

  function note(found: Findings): void {
    for (const transition of found.transitions) runStages(components, draft, { transition });
    for (const missedPeak of found.missedPeaks) runStages(components, draft, { missedPeak });
  }

  /** What rules made of readings' quality since the last call; kept for the next commit. */
  function takeVerdicts(): readonly FlagChange[] {
    const found = engine.takeFlagChanges();
    if (found.length > 0) flagChanges.push(...found);
    return found;
  }

  function noteOutcome(outcome: SuppressionOutcome): void {
    const { recorded, notified, events } = outcome;
    if (recorded.length > 0 || notified.length > 0 || events.length > 0) runStages(components, draft, { outcome });
  }

  function advanceClock(to: number): void {
    if (to <= rulesClock) return;
    rulesClock = to;
    note(engine.advanceClock(to));
    suppression.applyFlagChanges(takeVerdicts());
    noteOutcome(suppression.advance(to));
  }

  function takeInputsBefore(journalSeq: number): void {
    for (let input = inputs.shiftBefore(journalSeq); input !== null; input = inputs.shiftBefore(journalSeq)) {
      if (input.order !== undefined) {
        takeOrder(input.order, input.at);
        continue;
      }
      if (input.mode !== undefined) {
        advanceClock(input.mode.at - 1);
        note(engine.setMode(input.mode.mode, input.mode.at));
        lastMarkSeq = input.mode.journalSeq;
        continue;
      }
      startEngine(input.start);
      lastMarkSeq = input.start.journalSeq;
    }
  }

  function takeOrder({ orderSeq, order, applied }: StoredOrder, at: number): void {
    advanceClock(at);
    noteOutcome(suppression.applyOrder(order, rulesClock));
    seenOrders.add(orderSeq);
    takenOrders.push({ orderSeq, applied: applied ?? { journalSeq: Math.max(cursor, lastMarkSeq), at: rulesClock } });
  }

  function read(row: JournalledObservation): void {
    takeInputsBefore(row.journalSeq);
    if (row.receivedAt > rulesClock) rulesClock = row.receivedAt;
    const found = engine.step(row);
    if (found.transitions.length > 0 || found.missedPeaks.length > 0) note(found);
    noteOutcome(suppression.read(row, takeVerdicts()));
    cursor = row.journalSeq;
  }

  /** Rules wait while the disk refuses their effects and something is already drafted: memory stays bounded. */
  function mustWait(): boolean {
    return writer.failure !== null && draft.transitions.length > 0;
  }

  function drain(): void {
    isDrainPlanned = false;
    if (held !== null) return;
    const until = performance.now() + sliceMs;
    while (queue.length > 0 && !mustWait()) {
      const batch = queue[0] as JournalledObservation[];
      for (const row of batch) read(row);
      queue.shift();
      queuedRows -= batch.length;
      if (performance.now() > until) {
        planDrain();
        break;
      }
    }
    write(false);
    if (isBehind && queue.length === 0 && !mustWait()) {
      readFromJournal().catch((error: unknown) => {
        if (!isStopped) parts.onFailure(error);
      });
    }
  }

  function planDrain(): void {
    if (isDrainPlanned || isStopped) return;
    isDrainPlanned = true;
    setImmediate(drain);
  }

  function write(isLast: boolean): void {
    if (writer.isBusy) return;
    const hasFindings =
      draft.transitions.length > 0 ||
      draft.missedPeaks.length > 0 ||
      draft.cases.size > 0 ||
      draft.events.length > 0 ||
      takenOrders.length > 0 ||
      activation !== null;
    const isDue = isLast || performance.now() - lastWriteAt >= settings.checkpointMs;
    if (!hasFindings && (cursor === committedCursor || !isDue)) return;
    const { alarms, removed } = mergeAlarmChanges(carried, engine.drainChanges());
    carried = noAlarmChanges;
    const written = draft;
    draft = emptyEffectsDraft();
    takeVerdicts();
    const newVerdicts = flagChanges;
    flagChanges = [];
    const orders = takenOrders;
    takenOrders = [];
    const newRules = activation;
    activation = null;
    lastWriteAt = performance.now();
    committedCursor = cursor;
    writer.write({
      rulesCursor: cursor,
      rulesClock,
      alarms,
      removedAlarms: removed,
      transitions: written.transitions,
      missedPeaks: written.missedPeaks,
      flagChanges: newVerdicts,
      cases: [...written.cases.values()],
      warnings: components.warnings.drainChanges(),
      events: written.events,
      deliveries: written.deliveries,
      activation: newRules,
      suppression: suppression.drainChanges(),
      appliedOrders: orders,
    });
    // Findings drafted while this commit is under way go out with the next one.
    void writer.idle().then(planDrain);
  }

  /** Two at once would each read the same rows. */
  function readFromJournal(): Promise<void> {
    catchingUp ??= catchUpFromJournal().finally(() => {
      catchingUp = null;
    });
    return catchingUp;
  }

  async function catchUpFromJournal(): Promise<void> {
    while (!isStopped && cursor < newestSeq) {
      const rows = await journal.readAfter(cursor, catchUpRows);
      while (held !== null) await held;
      if (rows.length === 0) break;
      let until = performance.now() + sliceMs;
      for (const row of rows) {
        read(row);
        if (performance.now() <= until) continue;
        write(false);
        await new Promise(setImmediate);
        while (mustWait() && !isStopped) await writer.idle();
        while (held !== null) await held;
        until = performance.now() + sliceMs;
        if (isStopped) return;
      }
      write(false);
    }
    // No await since the last comparison: nothing can be committed in between and go unread.
    isBehind = false;
  }

  async function takeOver(next: RuleEngine, wanted: Omit<RuleActivation, "cursor">): Promise<void> {
    await parts.indexJournal();
    // Each activation is kept with the cursor at which it began, so the one before must be on its way first.
    while ((activation !== null || held !== null) && !isStopped) {
      await (held ?? writer.idle());
      await new Promise(setImmediate);
    }
    if (isStopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    try {
      // Short, as most of it was done while rows were still read.
      await parts.indexJournal();
      const standing = { cursor, clock: rulesClock, startedAt };
      const succession = await replaceEngine({ before: engine, next, log: journal, standing }, parts.snapshotAlarms);
      engine = next;
      carried = mergeAlarmChanges(carried, succession.carried);
      activation = { ...wanted, cursor };
      note(succession.found);
    } finally {
      held = null;
      resolve();
      planDrain();
    }
  }

  /** Only when level: rows on their way into the journal come first, or a replay would judge otherwise. */
  function advanceToNow(): void {
    if (held !== null || isBehind || queue.length > 0) return;
    takeInputsBefore(Number.POSITIVE_INFINITY);
    const uncommitted = parts.oldestUncommittedAt();
    advanceClock(uncommitted === null ? clock() : Math.min(clock(), uncommitted - 1));
  }

  function tick(): void {
    if (held !== null) return;
    advanceToNow();
    drain();
  }

  return {
    onCommitted(batch) {
      const last = batch.observations.at(-1);
      if (last === undefined) return;
      newestSeq = last.journalSeq;
      if (isBehind) return;
      if (queuedRows + batch.observations.length > settings.rulesQueueRows) {
        isBehind = true;
        return planDrain();
      }
      queue.push(batch.observations as JournalledObservation[]);
      queuedRows += batch.observations.length;
      planDrain();
    },
    async catchUp(newest, hubStarts, orders = [], modes = []) {
      newestSeq = Math.max(newestSeq, newest);
      inputs.set(
        hubStarts.filter((start) => start.journalSeq > cursor),
        orders.filter(({ applied }) => applied !== null && applied.at > rulesClock),
        modes.filter(({ journalSeq }) => journalSeq > cursor),
      );
      isBehind = true;
      await readFromJournal();
      takeInputsBefore(Number.POSITIVE_INFINITY);
    },
    start() {
      timer = setInterval(tick, 1000);
      timer.unref();
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      while (held !== null) await held;
      while (queue.length > 0 && !mustWait()) drain();
      isStopped = true;
      await catchingUp;
      await writer.idle();
      if (writer.failure === null) {
        write(true);
        await writer.idle();
      }
    },
    applyOrders(orders) {
      const fresh = orders.filter(({ orderSeq, applied }) => applied === null && !seenOrders.has(orderSeq));
      if (fresh.length === 0) return;
      advanceToNow();
      for (const order of fresh) takeOrder(order, rulesClock);
      planDrain();
    },
    changeMode(change) {
      inputs.add(change);
      advanceToNow();
      planDrain();
    },
    applyFindings: note,
    applySuppressionOutcome: noteOutcome,
    recordActivation(begun) {
      activation = { ...begun, cursor };
    },
    replaceRules: takeOver,
    get cursor() {
      return cursor;
    },
    get committedCursor() {
      return committedCursor;
    },
    get lagRows() {
      return Math.max(0, newestSeq - cursor);
    },
    get limits() {
      return engine.limits;
    },
    get oldestUnreadAt() {
      return queue[0]?.[0]?.receivedAt ?? null;
    },
  };
}
