import type { DeviceId } from "../../domain/ids.ts";
import type { DeviceReported } from "../../domain/inputs/device-reported.ts";

/** Most characters of a status or an answer that are kept; a status above 1,024 bytes is refused before. */
const maxReportLength = 1024;
/** Most characters of a command's id that are kept. */
const maxCommandIdLength = 64;

/** What a device said of itself on a topic handled as `about`. */
export function reportOf(
  about: "status" | "command_ack",
  deviceId: DeviceId,
  payload: string | Uint8Array,
): DeviceReported {
  switch (about) {
    case "status":
      return statusReport(deviceId, payload);
    case "command_ack":
      return commandReport(deviceId, payload);
  }
}

export function statusReport(deviceId: DeviceId, payload: string | Uint8Array): DeviceReported {
  return { kind: "device-reported", deviceId, report: { about: "status", status: textOf(payload) } };
}

/**
 * A device's answer to a command: `{"id": "...", "answer": "..."}`. Whatever else is sent is kept as it stands, as the
 * answer to a command without an id, `commandId` "".
 */
export function commandReport(deviceId: DeviceId, payload: string | Uint8Array): DeviceReported {
  const named = namedAnswer(Buffer.from(payload).toString("utf8"));
  const commandId = named?.id.slice(0, maxCommandIdLength) ?? "";
  const answer = named?.answer.slice(0, maxReportLength) ?? textOf(payload);
  return { kind: "device-reported", deviceId, report: { about: "command", commandId, answer } };
}

function namedAnswer(text: string): { readonly id: string; readonly answer: string } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || !("id" in parsed) || !("answer" in parsed)) return null;
    const { id, answer } = parsed;
    return typeof id === "string" && typeof answer === "string" ? { id, answer } : null;
  } catch {
    return null;
  }
}

function textOf(payload: string | Uint8Array): string {
  return Buffer.from(payload).toString("utf8").slice(0, maxReportLength);
}
