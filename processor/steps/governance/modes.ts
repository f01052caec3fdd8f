import type { City } from "../../../domain/city/city.ts";
import type { LoggedEntry } from "../../../domain/inputs/input.ts";
import type { Position } from "../../../domain/position.ts";
import { modeChanged } from "../../../modes/mode-events.ts";
import { ModeHistory } from "../../../modes/mode-history.ts";
import type { JournalReader } from "../../../store/ports.ts";
import { type Handlers, ignore, ignoresGovernance, newMeter, type RestorePoint, type Step } from "../../step.ts";

/**
 * Keeps which mode the city is in and who asked for another, and tells others when it changes. What it knows is a function
 * of entries that are few: it reads them again after a start, and saves nothing.
 */
export class ModesStep implements Step {
  readonly name = "modes";
  readonly due = null;
  readonly meter = newMeter();
  readonly on: Handlers;
  readonly history = new ModeHistory();

  /** A city without modes of its own tells nobody, as it is run by rules alone. */
  constructor({ timeZone, modePolicies }: City) {
    this.on = {
      "mode-set": ({ logged }, { found }) => {
        const change = this.history.set(logged);
        if (modePolicies === undefined || change.mode === change.before) return;
        this.meter.findings += 1;
        found.events.push(modeChanged(change, timeZone));
      },
      row: ignore,
      tick: ignore,
      "hub-started": ignore,
      "order-given": ignore,
      ...ignoresGovernance,
      "mode-requested": ({ logged }, { refusals }) => {
        const refusal = this.history.act(logged);
        if (refusal !== null) refusals.set(logged.entrySeq, refusal);
      },
      "flag-set": ignore,
      "rules-activated": ignore,
      "gauges-changed": ignore,
      "device-reported": ignore,
      "readings-refused": ignore,
      "readings-repeated": ignore,
    };
  }

  async restore({ state: { position }, journal }: RestorePoint): Promise<void> {
    for (const logged of await modeEntries(journal, position)) {
      if (logged.entry.kind === "mode-set") this.history.set({ ...logged, entry: logged.entry });
      else this.history.act({ ...logged, entry: logged.entry });
    }
  }

  save(): void {}
}

type ModeEntry = Extract<LoggedEntry["entry"], { readonly kind: "mode-set" | "mode-requested" }>;

/** Every switch and request up to a place of the log, in order. */
async function modeEntries(journal: JournalReader, upTo: Position): Promise<readonly LoggedEntry<ModeEntry>[]> {
  const [switches, requests] = await Promise.all([
    journal.entriesOf("mode-set", upTo),
    journal.entriesOf("mode-requested", upTo),
  ]);
  return [...switches, ...requests].sort((a, b) => a.entrySeq - b.entrySeq);
}
