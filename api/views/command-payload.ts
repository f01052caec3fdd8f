import { wantedTexts } from "../../locales/api.ts";
import { fill } from "../../locales/fill.ts";
import { HttpProblem, truncatedJson } from "../http/http-problem.ts";

interface Command {
  /** Absent for a device that knows no ids. */
  readonly id?: string | undefined;
  readonly command: string | Readonly<Record<string, unknown>>;
}

/**
 * What the device gets: `{"id": "...", "command": ...}`, or the bare command where it has no id.
 *
 * @throws {HttpProblem} `api.bad_request` when it is longer than `maxBytes`
 */
export function commandPayload({ id, command }: Command, maxBytes: number): string {
  const bare = typeof command === "string" ? command : JSON.stringify(command);
  const payload = id === undefined ? bare : JSON.stringify({ id, command });
  if (Buffer.byteLength(payload) <= maxBytes) return payload;
  const wanted = fill(wantedTexts["bytes-at-most"], { count: maxBytes });
  throw new HttpProblem("api.bad_request", [{ in: "body", field: "command", wanted, got: truncatedJson(command) }]);
}
