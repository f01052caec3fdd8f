import type { DeviceId } from "../../domain/ids.ts";
import type { DeviceReported } from "../../domain/inputs/device-reported.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { DeviceState } from "../../store/ports.ts";
import type { Draft } from "../draft.ts";
import { type Handlers, ignoresAll, newMeter, type Step } from "../step.ts";

/** Keeps what each device last said of itself, and why it was last refused. */
export function devicesStep(): Step {
  const meter = newMeter();
  const devices = new Map<DeviceId, DeviceState>();

  function knownOf(deviceId: DeviceId): DeviceState {
    return devices.get(deviceId) ?? { deviceId, status: null, lastAnswer: null };
  }

  function stateAfter({ at, entry: { deviceId, report } }: LoggedEntry<DeviceReported>): DeviceState {
    const known = knownOf(deviceId);
    switch (report.about) {
      case "status":
        return { ...known, status: { text: report.status, at } };
      case "command":
        return { ...known, lastAnswer: { commandId: report.commandId, answer: report.answer, at } };
    }
  }

  function keep(state: DeviceState, { effects }: Draft): void {
    meter.findings += 1;
    devices.set(state.deviceId, state);
    effects.devices.set(state.deviceId, state);
  }

  const on: Handlers = {
    ...ignoresAll,
    "device-reported": ({ logged }, draft) => keep(stateAfter(logged), draft),
    "readings-refused"({ logged: { at, entry } }, draft) {
      const { deviceId, reason, detail } = entry;
      keep({ ...knownOf(deviceId), lastRefusal: { reason, detail, at } }, draft);
    },
  };

  return {
    name: "devices",
    on,
    due: null,
    meter,
    async restore({ state }) {
      for (const device of state.devices) devices.set(device.deviceId, device);
    },
    save() {},
  };
}
