import type { AlarmTransition } from "../../domain/alarms/alarm.ts";
import { isConfirmation } from "../../domain/alarms/live-level.ts";
import { noOutlines } from "../../domain/city/area-outline.ts";
import type { City } from "../../domain/city/city.ts";
import type { Input } from "../../domain/inputs/input.ts";
import type { AlarmAtEnd, TrialOutcome } from "../../modes/preview.ts";
import { decide, type StepList, stepList } from "../../processor/decide.ts";
import type { Draft } from "../../processor/draft.ts";
import { restoreSteps } from "../../processor/restore.ts";
import type { RestorePoint } from "../../processor/step.ts";
import { observeStep } from "../../processor/steps/observe.ts";
import { warningsStep } from "../../processor/steps/warnings.ts";
import type { JudgingSteps } from "../../processor/steps.ts";
import type { OpenWarnings } from "../../warnings/open-warnings.ts";

/** The steps that are led, as new. */
export interface LedSteps {
  readonly city: City;
  readonly judging: JudgingSteps;
  readonly warnings: OpenWarnings;
}

/** Time the event loop may be held before sign-ins and acknowledgements get a turn, ms. */
const sliceMs = 8;
/** Inputs between two looks at how long the slice has taken. */
const inputsAtOnce = 64;

/**
 * The hub's own steps up to the case, and those of warnings behind them, taken up where its last commit left off as a restart takes them up, and then led
 * another way. What they find is looked at and committed nowhere.
 */
export class ModeTrial {
  readonly #judging: JudgingSteps;
  readonly #warnings: OpenWarnings;
  readonly #list: StepList;
  readonly #from: RestorePoint;
  readonly #firstMoves = new Map<string, AlarmTransition>();
  #draft: Draft;
  #pages = 0;
  #isCounting = false;

  private constructor({ judging, warnings }: LedSteps, list: StepList, from: RestorePoint, draft: Draft) {
    this.#judging = judging;
    this.#warnings = warnings;
    this.#list = list;
    this.#from = from;
    this.#draft = draft;
  }

  static async start(led: LedSteps, from: RestorePoint): Promise<ModeTrial> {
    const looks: ((draft: Draft) => void)[] = [];
    // Nobody reads what is issued here: no area need be drawn.
    const warnings = warningsStep(led.warnings, { city: led.city, outlines: noOutlines, mapLabel: null });
    const list = stepList([...led.judging.steps, warnings, observeStep((draft) => looks[0]?.(draft))]);
    const trial = new ModeTrial(led, list, from, await restoreSteps(list, from));
    looks.push((draft) => trial.#look(draft));
    return trial;
  }

  /** Our clock as far as time has come in it. */
  get clock(): number {
    return this.#draft.clock;
  }

  /** Decides inputs, others having a turn now and then. */
  async judge(inputs: Iterable<Input>): Promise<void> {
    let until = performance.now() + sliceMs;
    let count = 0;
    for (const input of inputs) {
      decide(this.#list, input, this.#draft);
      if (++count % inputsAtOnce !== 0 || performance.now() < until) continue;
      await this.#from.pause();
      until = performance.now() + sliceMs;
    }
  }

  /** From here on what is found counts. */
  startCounting(): void {
    this.#isCounting = true;
  }

  get outcome(): TrialOutcome {
    const up = new Map(
      this.#judging.suppression.activeAlarms().map((alarm): [string, AlarmAtEnd] => [alarm.last.alarmKey, alarm]),
    );
    return { up, firstMoves: this.#firstMoves, pages: this.#pages, warnings: this.#warnings.openNow() };
  }

  #look({ found, effects }: Draft): void {
    const transitions = effects.transitions.splice(0);
    effects.bulletins.length = 0;
    if (!this.#isCounting) return;
    for (const transition of transitions) {
      const { alarmKey, effect } = transition;
      if (effect !== "live" || isConfirmation(transition) || this.#firstMoves.has(alarmKey)) continue;
      this.#firstMoves.set(alarmKey, transition);
    }
    for (const { change } of found.caseChanges) if (change.event.isUrgent) this.#pages += 1;
  }
}
