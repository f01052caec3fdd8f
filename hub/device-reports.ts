import type { BrokerDeps } from "../broker/broker.ts";
import type { DeviceId } from "../domain/ids.ts";
import type { DeviceReported } from "../domain/inputs/device-reported.ts";
import type { Log } from "../domain/log.ts";
import type { EntryPort } from "../processor/ports.ts";

/** Longest answer of a device that is kept, characters. */
const maxAnswerLength = 1_000;

/** Enters in the log what devices say of themselves. One that could not be kept is lost: the next status says how it is. */
export function deviceReports(entries: EntryPort, log: Log): Required<Pick<BrokerDeps, "onStatus" | "onCommandAck">> {
  let isFailing = false;

  function enter(deviceId: string, report: DeviceReported["report"]): void {
    entries.enter({ kind: "device-reported", deviceId: deviceId as DeviceId, report }).then(
      () => {
        isFailing = false;
      },
      (error: unknown) => {
        if (!isFailing) log.warn({ err: error, deviceId }, "a report of a device could not be kept");
        isFailing = true;
      },
    );
  }

  return {
    onStatus: (deviceId, status) => enter(deviceId, { about: "status", status }),
    onCommandAck(deviceId, payload) {
      const answer = new TextDecoder().decode(payload).slice(0, maxAnswerLength);
      enter(deviceId, { about: "command", commandId: commandIdIn(answer), answer });
    },
  };
}

/** The id that an answer names, where it is JSON with one; else empty. */
function commandIdIn(answer: string): string {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed === "object" && parsed !== null && "id" in parsed) return String(parsed.id);
  } catch {
    // Not JSON: kept as it came.
  }
  return "";
}
