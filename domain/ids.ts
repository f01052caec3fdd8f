import { createHash } from "node:crypto";

declare const brand: unique symbol;

/** A string that is the id of one kind of thing; the brand keeps a station's id from being passed as a gauge's. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type AreaCode = Id<"area">;
export type StationId = Id<"station">;
export type DeviceId = Id<"device">;
export type GaugeId = Id<"gauge">;
export type UnitId = Id<"responsible-unit">;
export type RuleId = Id<"rule">;
/** Rule and target together, `ruleId|targetId`: one alarm for life, over restarts and rule edits. */
export type AlarmKey = Id<"alarm">;
export type CaseId = Id<"case">;
/** Cases of one storm in one area. */
export type IncidentId = Id<"incident">;
export type WarningId = Id<"warning">;
export type ResponseId = Id<"response">;
export type EventId = Id<"event">;
export type EndpointId = Id<"endpoint">;
export type PostId = Id<"post">;
export type PersonId = Id<"person">;
export type CallId = Id<"call">;
export type SheetId = Id<"sheet">;

/** Dense whole number the store gives a gauge for life; what the journal and the hot path use instead of its id. */
export type GaugeKey = number & { readonly [brand]: "gauge-key" };

/**
 * Makes an id from what the thing is, so that replaying the journal after a crash, or on another machine, names it
 * the same way, without a central counter.
 *
 * @param prefix short word in front, such as `case`
 * @param parts what distinguishes this thing from every other of its kind, in a fixed order
 * @returns `prefix-` and 26 characters of Crockford base 32 (128 bits of SHA-256)
 */
export function idFrom<Kind extends string>(prefix: string, ...parts: readonly (string | number)[]): Id<Kind> {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest();
  return `${prefix}-${base32(digest.subarray(0, 16))}` as Id<Kind>;
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text;
}
