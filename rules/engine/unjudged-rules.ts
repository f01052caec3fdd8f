import { z } from "zod";
import type { AlarmTarget, AlarmTransition } from "../../domain/alarms/alarm.ts";
import { HubError } from "../../domain/errors.ts";
import type { AlarmKey, RuleId } from "../../domain/ids.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { errorWords } from "../../locales/format/error-words.ts";
import { savedAlarmTexts, unjudgedTexts } from "../../locales/rules/alarms.ts";
import type { SavedEntry } from "../../store/ports.ts";
import type { BoundAlarm } from "../binding/bound-alarm.ts";
import type { FindingsBuffer } from "./findings-buffer.ts";
import type { RunningAlarm } from "./running-alarm.ts";

/** Rule id of the alarm that says that a rule cannot be judged. */
const unjudgedRuleId = "rule-cannot-be-judged" as RuleId;

/** The step under which they are saved, each alarm about one by its key. */
export const unjudgedSaved = "unjudged-rules";

/** What is said of an alarm that cannot be judged: enough to name rule and place. */
export type UnjudgedAlarm = Pick<BoundAlarm, "alarmKey" | "rule" | "target" | "placeName">;

/** Both moments as on a transition. */
interface TransitionTimes {
  readonly at: number;
  readonly receivedAt: number;
}

/** What is judged now, what was before, and what fits a rule and cannot be. */
interface RestoreScope {
  isJudged(alarmKey: AlarmKey): boolean;
  readonly judgedBefore: ReadonlySet<AlarmKey>;
  readonly unbound: readonly UnjudgedAlarm[];
}

/** One alarm about one rule at one station or area, and what there cannot be judged. */
interface UnjudgedEntry {
  readonly reasons: Readonly<Record<string, BilingualText>>;
  /** The transition that raised it. */
  readonly raised: AlarmTransition;
}

const text = z.object({ zh: z.string(), en: z.string() });

const savedSchema = z.object({
  version: z.literal(1),
  reasons: z.record(z.string(), text),
  raised: z.custom<AlarmTransition>((value) => typeof value === "object" && value !== null),
});

/**
 * Rules that cannot be judged somewhere: a condition fails, or what it compared with has vanished. That must not be taken
 * for "all clear", so it is an alarm of its own, one for each rule and station, until the rule judges again or is gone.
 */
export class UnjudgedRules {
  readonly #findings: FindingsBuffer;
  readonly #entries = new Map<AlarmKey, UnjudgedEntry>();
  /** Key of the alarm about it, by the alarm that cannot be judged. Empty nearly always: asked on the hot path. */
  readonly #keyByUnjudgedAlarm = new Map<AlarmKey, AlarmKey>();
  #changed = new Set<AlarmKey>();

  constructor(findings: FindingsBuffer) {
    this.#findings = findings;
  }

  get isEmpty(): boolean {
    return this.#keyByUnjudgedAlarm.size === 0;
  }

  /** A condition threw. Its alarm stays as it stands; the others go on. */
  recordFailure(alarm: UnjudgedAlarm, error: unknown, moment: TransitionTimes): void {
    this.#add(alarm, fill(unjudgedTexts["reason.failure"], { error: errorWords(error) }), moment);
  }

  /** An alarm was judged; ends the alarm about it. */
  recordJudged(alarmKey: AlarmKey, moment: TransitionTimes): void {
    const key = this.#keyByUnjudgedAlarm.get(alarmKey);
    if (key !== undefined) this.#drop(key, alarmKey, moment, "observation");
  }

  /** Result of `judge`, or null when it threw; the alarm's history is then as it was. */
  attempt<T>(alarm: RunningAlarm, moment: TransitionTimes, judge: () => T): { readonly came: T } | null {
    const { state, stateSince, past, levels } = alarm;
    try {
      const came = judge();
      if (!this.isEmpty) this.recordJudged(alarm.bound.alarmKey, moment);
      return { came };
    } catch (error) {
      Object.assign(alarm, { state, stateSince, past, levels });
      this.recordFailure(alarm.bound, error, moment);
      return null;
    }
  }

  /**
   * Takes up what was saved. Of alarms that neither are judged now nor could be, the rule is gone, and their alarm ends;
   * what was judged before and cannot be now is lost.
   *
   * @param at our clock
   */
  restore(saved: readonly SavedEntry[], { isJudged, judgedBefore, unbound }: RestoreScope, at: number): void {
    const unboundByKey = new Map(unbound.map((alarm) => [alarm.alarmKey, alarm]));
    const isStillThere = (key: AlarmKey): boolean => isJudged(key) || unboundByKey.has(key);
    for (const each of saved) {
      const key = each.key as AlarmKey;
      const { reasons, raised } = readSaved(each);
      this.#entries.set(key, { reasons, raised });
      for (const alarmKey of Object.keys(reasons) as AlarmKey[]) this.#keyByUnjudgedAlarm.set(alarmKey, key);
      for (const alarmKey of Object.keys(reasons) as AlarmKey[]) {
        if (isStillThere(alarmKey)) continue;
        this.#drop(key, alarmKey, { at, receivedAt: at }, "rule_removed");
      }
    }
    for (const alarm of unbound) if (judgedBefore.has(alarm.alarmKey)) this.#addLost(alarm, at);
  }

  /** What changed since the last call; what ended is to be removed. */
  drainChanges(): readonly SavedEntry[] {
    const changed = [...this.#changed].map((key) => this.#save(key));
    if (this.#changed.size > 0) this.#changed = new Set();
    return changed;
  }

  snapshot(): readonly SavedEntry[] {
    return [...this.#entries.keys()].map((key) => this.#save(key));
  }

  #addLost(alarm: UnjudgedAlarm, at: number): void {
    this.#add(alarm, unjudgedTexts["reason.thresholds-unset"], { at, receivedAt: at });
  }

  #add(alarm: UnjudgedAlarm, reason: BilingualText, moment: TransitionTimes): void {
    const key = unjudgedKeyOf(alarm);
    const known = this.#entries.get(key);
    if (known?.reasons[alarm.alarmKey]?.en === reason.en) return;
    this.#keyByUnjudgedAlarm.set(alarm.alarmKey, key);
    this.#changed.add(key);
    if (known !== undefined) {
      this.#entries.set(key, { ...known, reasons: { ...known.reasons, [alarm.alarmKey]: reason } });
      return;
    }
    const raised = raisedBy(alarm, key, reason, moment);
    this.#entries.set(key, { reasons: { [alarm.alarmKey]: reason }, raised });
    this.#findings.emitBuiltIn(raised);
  }

  #drop(key: AlarmKey, alarmKey: AlarmKey, { at, receivedAt }: TransitionTimes, cause: AlarmTransition["cause"]): void {
    this.#keyByUnjudgedAlarm.delete(alarmKey);
    const { reasons, raised } = this.#entries.get(key) as UnjudgedEntry;
    const { [alarmKey]: _, ...left } = reasons;
    if (Object.keys(left).length > 0) {
      this.#entries.set(key, { reasons: left, raised });
      this.#changed.add(key);
      return;
    }
    this.#entries.delete(key);
    this.#changed.add(key);
    const endsAt = Math.max(at, raised.at);
    this.#findings.emitBuiltIn({
      ...raised,
      from: raised.to,
      to: null,
      at: endsAt,
      receivedAt: Math.max(receivedAt, endsAt),
      cause,
      signal: 0,
      reason: null,
      statement: fill(unjudgedTexts["statement-over"], { rule: ruleOf(key) }),
    });
  }

  #save(key: AlarmKey): SavedEntry {
    const entry = this.#entries.get(key);
    return { step: unjudgedSaved, key, state: entry === undefined ? null : { version: 1, ...entry } };
  }
}

/** The rule that a key from `unjudgedKeyOf` is about. */
function ruleOf(key: AlarmKey): string {
  return key.slice(unjudgedRuleId.length + 1, key.lastIndexOf("@"));
}

function unjudgedKeyOf({ rule, target }: UnjudgedAlarm): AlarmKey {
  const place = target.kind === "area" ? target.areaCode : target.stationId;
  return `${unjudgedRuleId}|${rule.id}@${place}` as AlarmKey;
}

function raisedBy(
  { rule, target, placeName }: UnjudgedAlarm,
  alarmKey: AlarmKey,
  reason: BilingualText,
  { at, receivedAt }: TransitionTimes,
): AlarmTransition {
  const place: AlarmTarget = target.kind === "area" ? target : { kind: "station", stationId: target.stationId };
  return {
    alarmKey,
    ruleId: unjudgedRuleId,
    ruleVersion: "built-in",
    hazard: "blind-spot",
    target: place,
    from: null,
    to: "orange",
    at,
    receivedAt,
    episodeStartedAt: at,
    cause: "observation",
    signal: 1,
    unit: "",
    peakSignal: 1,
    limit: 1,
    isLate: false,
    effect: rule.shadow ? "shadow" : "live",
    revisesFromAt: null,
    reason,
    title: fill(unjudgedTexts.title, { place: placeName, rule: rule.id }),
    advice: fill(unjudgedTexts.advice, { rule: rule.id }),
    placeName,
    statement: fill(unjudgedTexts.statement, { rule: rule.id }),
    opensCase: rule.opensCase,
    draftsWarning: false,
  };
}

function readSaved({ key, state }: SavedEntry): UnjudgedEntry {
  const parsed = savedSchema.safeParse(state);
  if (parsed.success) return parsed.data;
  throw new HubError(
    "rules.saved_state_unreadable",
    fill(savedAlarmTexts["unjudged-unreadable"], { key, got: String(JSON.stringify(state)?.slice(0, 200)) }),
    { cause: parsed.error },
  );
}
