import { BlindSpotDetector } from "../blindspots/blind-spot-detector.ts";
import { GaugeReceptions } from "../blindspots/gauge-receptions.ts";
import { type BlindSpotSettings, blindSpotSettings } from "../blindspots/settings.ts";
import { ReceivedAlerts } from "../calls/alerts/received-alerts.ts";
import { OpenCalls } from "../calls/open-calls.ts";
import { PostShifts } from "../calls/shift/post-shifts.ts";
import type { OpenCases } from "../cases/open-cases.ts";
import { type AreaOutlines, noOutlines } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import type { GaugeId, GaugeKey } from "../domain/ids.ts";
import type { BilingualText } from "../domain/text.ts";
import { type CaseLimits, noLimits } from "../limits/ports.ts";
import { DeviceAsks } from "../modes/device-asks.ts";
import { PondingList } from "../ponding/ponding-list.ts";
import { LiveChecks } from "../quality/live-checks.ts";
import { RuleDrafts } from "../rules/drafts/rule-drafts.ts";
import type { RuleEngine } from "../rules/engine/engine.ts";
import { allGiven } from "../rules/engine/recall.ts";
import type { Inhibition } from "../suppression/inhibition-schema.ts";
import type { SuppressionSettings } from "../suppression/settings.ts";
import { SuppressionControl } from "../suppression/suppression-control.ts";
import type { OpenWarnings } from "../warnings/open-warnings.ts";
import type { Step } from "./step.ts";
import { alertsStep } from "./steps/alerts.ts";
import { auditStep } from "./steps/audit.ts";
import { blindSpotsStep } from "./steps/blind-spots.ts";
import { callsStep } from "./steps/calls.ts";
import { casesStep } from "./steps/cases.ts";
import { devicesStep } from "./steps/devices.ts";
import { DrillsStep } from "./steps/drills.ts";
import { deviceAsksStep } from "./steps/governance/device-asks.ts";
import { ModesStep } from "./steps/governance/modes.ts";
import { pondingStep } from "./steps/governance/ponding.ts";
import { RefusedActs } from "./steps/governance/refused-acts.ts";
import { ruleDraftsStep } from "./steps/governance/rule-drafts.ts";
import { LimitsStep } from "./steps/limits.ts";
import { OrdersStep } from "./steps/orders.ts";
import { outboxStep, type QueuedEvents } from "./steps/outbox.ts";
import { qualityStep } from "./steps/quality.ts";
import { responsesStep } from "./steps/responses.ts";
import { RulesStep } from "./steps/rules.ts";
import { shiftsStep } from "./steps/shifts.ts";
import { suppressionStep } from "./steps/suppression.ts";
import { usableStep } from "./steps/usable.ts";
import { warningsStep } from "./steps/warnings.ts";

/**
 * The steps in the order in which they run, and what each does. This list is what runs: its names are the labels of
 * metrics and the boxes of the picture in docs/architecture.md.
 */
export const stepTable = {
  modes: "which mode the city is in, who asked for another and who approved it",
  quality: "holds doubtful readings back, flags what failed",
  usable: "when each gauge last said something usable, and why not since",
  rules: "judges readings and silence: alarms move",
  orders: "silences and maintenance: when they begin and end",
  "blind-spots": "important stations unseen in the rain: alarms of their own",
  alerts: "alerts of other systems: alarms that they raise and end",
  suppression: "which transitions are notified, which are held and why",
  drills: "which drills are under way; without one, alarms of their stations open no case",
  cases: "opens, moves and closes cases; what people do about them",
  limits: "time limits of cases that end; overdue ones are supervised, closed ones evaluated",
  warnings: "drafts, updates and lifts warnings; what people do about them, and the policy where nobody does",
  responses: "emergency responses as the headquarters decides them",
  ponding: "the list of ponding places: who listed, reviewed, changed and delisted which",
  calls: "calls those who must answer for a case, rung by rung, until somebody does",
  shifts: "who handed which post to whom, and who has signed",
  "device-asks": "devices asked to report more often while a mode lasts, and what they answered",
  "rule-drafts": "sets of rules that wait for a second person, and who approved them",
  "refused-acts": "why acts were refused, for whoever sends one again with its key",
  devices: "what each device last said of itself, and why it was last refused",
  audit: "what people did and others were notified of, chained by hash",
  outbox: "a delivery for each endpoint that wants the event",
} as const;

export type StepName = keyof typeof stepTable;

export const stepNames = Object.keys(stepTable) as readonly StepName[];

/** What judging needs of a city. */
export interface JudgingParts {
  readonly city: City;
  /** Number of every gauge of the city in the journal that is read. */
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly engine: RuleEngine;
  readonly inhibitions: readonly Inhibition[];
  readonly blindSpots: BlindSpotSettings;
  /** What is learnt of later than this after it happened is never live, ms. */
  readonly lateAfterMs: number;
  readonly suppression: SuppressionSettings;
  readonly cases: OpenCases;
}

export interface ProcessorParts extends JudgingParts {
  /** The same that `cases` was made with; left out for none. */
  readonly limits?: CaseLimits;
  readonly warnings: OpenWarnings;
  /** Where areas lie, for the messages of issued warnings; none where left out. */
  readonly outlines?: AreaOutlines;
  /** What is to be printed wherever they are drawn. */
  readonly mapLabel?: BilingualText | null;
  /** Writes events for those who want them; pure. */
  queue(events: readonly HubEvent[], now: number): QueuedEvents;
}

/** The steps up to the case, and what views look at in them. */
export interface JudgingSteps {
  readonly steps: readonly Step[];
  readonly modes: ModesStep;
  readonly rules: RulesStep;
  readonly orders: OrdersStep;
  readonly receptions: GaugeReceptions;
  readonly detector: BlindSpotDetector;
  readonly suppression: SuppressionControl;
  readonly drills: DrillsStep;
}

/** From readings to cases: what live, comparisons of rules and backtests have in common. */
export function judgingSteps(parts: JudgingParts): JudgingSteps {
  const { city, keys, engine, inhibitions } = parts;
  const gate = new LiveChecks(city, keys);
  const receptions = new GaugeReceptions(city, keys, { ...parts.blindSpots, lateAfterMs: parts.lateAfterMs });
  const rules = new RulesStep(engine, { given: gate, usable: receptions, keys });
  const orders = new OrdersStep(city);
  const detector = new BlindSpotDetector(city, receptions, parts.blindSpots, (id) => orders.isInMaintenance(id));
  const suppression = new SuppressionControl({
    city,
    inhibitions,
    settings: parts.suppression,
    orders: orders.orders,
    usableOrStartedAt: (gauge) => detector.usableOrStartedAt(gauge),
    unusableWords: (gauge) => receptions.unusableWords(keys.get(gauge)),
  });
  const modes = new ModesStep(city);
  const drills = new DrillsStep(city);
  const { silentAfterIntervals } = parts.blindSpots;
  parts.cases.askOf({
    isHeard(id, at) {
      const interval = city.gauges.get(id)?.expectedIntervalMs;
      return interval !== undefined && at - (receptions.of(id)?.usableAt ?? 0) <= silentAfterIntervals * interval;
    },
  });
  const steps = inOrder({
    modes,
    quality: qualityStep({ gate, keys }),
    usable: usableStep({ receptions, given: gate, keys }),
    rules,
    orders,
    "blind-spots": blindSpotsStep(detector, city, keys),
    alerts: alertsStep(new ReceivedAlerts(city)),
    suppression: suppressionStep({ suppression, usableGaugeOf: (row) => receptions.usableGaugeOf(row) }),
    drills,
    cases: casesStep(parts.cases),
  });
  return { steps, modes, rules, orders, receptions, detector, suppression, drills };
}

/** Rules alone, behind the quality checks where asked for: what tests of rules run. */
export function ruleSteps({
  city,
  keys,
  engine,
  lateAfterMs,
  isChecked,
}: Pick<JudgingParts, "city" | "keys" | "engine" | "lateAfterMs"> & { readonly isChecked: boolean }): readonly Step[] {
  const gate = isChecked ? new LiveChecks(city, keys) : null;
  const given = gate ?? allGiven;
  const receptions = new GaugeReceptions(city, keys, { ...blindSpotSettings.parse({}), lateAfterMs });
  return inOrder({
    ...(gate === null ? {} : { quality: qualityStep({ gate, keys }) }),
    usable: usableStep({ receptions, given, keys }),
    rules: new RulesStep(engine, { given, usable: receptions, keys }),
  });
}

/** Every step, and what views look at in them. */
export interface ProcessorSteps extends JudgingSteps {
  readonly calls: OpenCalls;
  readonly shifts: PostShifts;
  readonly ponding: PondingList;
  readonly asks: DeviceAsks;
  readonly drafts: RuleDrafts;
  readonly refused: RefusedActs;
}

/** Every step, as the hub runs them. */
export function processorSteps(parts: ProcessorParts): ProcessorSteps {
  const judging = judgingSteps(parts);
  const { limits = noLimits, cases, city } = parts;
  const calls = new OpenCalls(city);
  const shifts = new PostShifts(city);
  const ponding = new PondingList(city);
  const asks = new DeviceAsks(city);
  const drafts = new RuleDrafts();
  const refused = new RefusedActs();
  const further = inOrder({
    warnings: warningsStep(parts.warnings, {
      city: parts.city,
      outlines: parts.outlines ?? noOutlines,
      mapLabel: parts.mapLabel ?? null,
    }),
    responses: responsesStep(parts.city, parts.warnings),
    limits: new LimitsStep({ limits, cases, timeZone: city.timeZone }),
    ponding: pondingStep(ponding),
    calls: callsStep({ calls, cases, city }),
    shifts: shiftsStep(shifts),
    "device-asks": deviceAsksStep(asks, judging.modes.history),
    "rule-drafts": ruleDraftsStep(drafts),
    "refused-acts": refused,
    devices: devicesStep(),
    audit: auditStep(),
    outbox: outboxStep(parts.queue),
  });
  return { ...judging, calls, shifts, ponding, asks, drafts, refused, steps: [...judging.steps, ...further] };
}

function inOrder(made: Partial<Record<StepName, Step>>): readonly Step[] {
  return stepNames.flatMap((name) => made[name] ?? []);
}
