import type { CommandPort, CurrentMode, ModePort } from "../../api/ports.ts";
import type { Silence } from "../../domain/alarms/order.ts";
import type { City } from "../../domain/city/city.ts";
import type { Mode } from "../../domain/city/mode.ts";
import { type Clock, secondMs } from "../../domain/clock.ts";
import type { GaugeId, GaugeKey } from "../../domain/ids.ts";
import type { Log } from "../../domain/log.ts";
import { ModeControl } from "../../modes/mode-control.ts";
import type { Rule } from "../../rules/language/rule-schema.ts";
import type { LatestValues } from "../../store/ports.ts";
import type { Store } from "../../store/store.ts";
import { orderStatusAt } from "../../suppression/operator-orders.ts";
import type { RunningProcessor } from "../start-processor.ts";
import type { StartedComponents } from "../started-components.ts";
import { DeviceAsker } from "./device-asker.ts";
import { doesEndSilences, previewMode } from "./preview-mode.ts";

export interface ModesStart {
  readonly city: City;
  readonly keys: ReadonlyMap<GaugeId, GaugeKey>;
  readonly store: Pick<Store, "state" | "journalReader">;
  readonly latest: Pick<LatestValues, "of">;
  readonly processor: Pick<RunningProcessor, "entries" | "judging" | "judgingAt" | "warningsAt" | "cases" | "warnings">;
  /** The rules that judge now. */
  rules(): Iterable<Rule>;
  readonly commands: Pick<CommandPort, "isConnected" | "send">;
  readonly clock: Clock;
  readonly log: Log;
  /** True where `settle` is called after each step of the clock. */
  readonly isStepped: boolean;
}

/** Modes at work: the door by which they are switched, and what the API shows of them. */
export interface RunningModes {
  readonly control: ModeControl;
  readonly port: ModePort;
  /** Ends modes whose time is over and asks the devices that it is time to ask; where time goes by in steps, after each of them. */
  settle(): Promise<void>;
}

/** How often it is looked whether a mode is over, and which devices are to be asked. */
const lookMs = secondMs;

/** Does what was left undone while the hub was down, then ends modes whose time is over and asks devices. */
export function startModes(start: ModesStart, started: StartedComponents): RunningModes {
  const { city, processor, clock, log } = start;
  const { entries, judging } = processor;
  const { history } = judging.modes;
  const silencesEnding = (mode: Mode, since: number): readonly Silence[] =>
    doesEndSilences(city, mode) ? silencesBefore(judging.orders.orders.silences(), since, clock()) : [];
  const control = new ModeControl({
    history,
    policies: city.modePolicies,
    silencesEnding,
    enter: (entry, onceKey) => entries.enter(entry, onceKey),
    clock,
  });
  const asker = new DeviceAsker({ asks: judging.asks, commands: start.commands, clock, log });
  const look = (): void => {
    control.settle().catch((error: unknown) => log.warn({ err: error }, "a mode could not be settled, tried again"));
    void asker.askDue();
  };
  look();
  if (!start.isStepped) {
    const timer = setInterval(look, lookMs);
    timer.unref();
    started.add("modes", async () => clearInterval(timer));
  }
  const port: ModePort = {
    history,
    policies: city.modePolicies,
    control,
    counts: () => judging.asks.counts,
    askOf(deviceId) {
      const ask = judging.asks.of(deviceId);
      return ask === null ? null : { ...ask, ...asker.of(deviceId, ask.commandId) };
    },
    preview: (mode) =>
      previewMode(mode, {
        ...start,
        state: start.store.state,
        journal: start.store.journalReader,
        asks: judging.asks,
        judgingAt: processor.judgingAt,
        warningsAt: processor.warningsAt,
        cases: processor.cases,
        warnings: processor.warnings,
        mode: () => currentMode(history).mode,
        silencesEnding: (wanted) => silencesEnding(wanted, clock()),
      }),
  };
  const settle = async (): Promise<void> => {
    await control.settle();
    await asker.askDue();
  };
  return { control, port, settle };
}

/** How the city is run now: what is judged by, never what the log has beyond it. */
export function currentMode({ changes }: Pick<ModePort["history"], "changes">): CurrentMode {
  const current = changes.at(-1);
  if (current === undefined) return { mode: "daily", setAt: null, setBy: null };
  const { mode, at, by } = current;
  return { mode, setAt: at, setBy: by };
}

/** Silences given before a moment and in force now. */
function silencesBefore(
  silences: ReturnType<RunningProcessor["judging"]["orders"]["orders"]["silences"]>,
  since: number,
  now: number,
): readonly Silence[] {
  return silences.flatMap((kept) =>
    kept.what.createdAt <= since && orderStatusAt(kept, now) === "in-force" ? [kept.what] : [],
  );
}
