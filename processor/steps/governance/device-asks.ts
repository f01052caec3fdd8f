import type { DeviceId } from "../../../domain/ids.ts";
import type { DeviceAsks } from "../../../modes/device-asks.ts";
import type { ModeHistory } from "../../../modes/mode-history.ts";
import type { DeviceAsk } from "../../../modes/ports.ts";
import { readValues, saveValues } from "../../saved-values.ts";
import { type Handlers, ignoresAll, newMeter, type Step } from "../../step.ts";

const asksSaved = "device-asks";

/** Keeps what devices are asked for as modes come and go, and what each answered. Asking is the hub's part. */
export function deviceAsksStep(asks: DeviceAsks, history: Pick<ModeHistory, "current">): Step {
  const meter = newMeter();
  const on: Handlers = {
    ...ignoresAll,
    "mode-set"() {
      if (history.current !== null) asks.follow(history.current);
    },
    "device-reported"({ logged: { at, entry } }) {
      const { deviceId, report } = entry;
      if (report.about === "command" && asks.answer(deviceId, report, at)) meter.findings += 1;
    },
  };
  return {
    name: "device-asks",
    on,
    due: null,
    meter,
    async restore({ state }) {
      asks.restore(readValues<DeviceId, DeviceAsk>(state, asksSaved));
    },
    save({ effects }) {
      effects.saved.push(...saveValues(asksSaved, asks.drainChanges()));
    },
  };
}
