import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import { describeValue } from "../describe-value.ts";
import { DoubledValue } from "../json/doubled-value.ts";
import { isObject } from "../json/is-object.ts";
import { isTimeKey, mayBeTime } from "../json/time-keys.ts";
import { type DecodedItem, rejectedReading } from "./codec.ts";
import { isNoTime, readTime } from "./epoch-time.ts";

const noHints: readonly PayloadHint[] = [];
const nothingCut: ReadonlySet<unknown> = new Set();

/** The readings of one payload on their way from parsed JSON, and what was unusual about them. */
export class JsonReadings {
  /** Objects that the payload ended in. */
  cut: ReadonlySet<unknown> = nothingCut;
  readonly #receivedAt: number;
  #met: Set<PayloadHint> | null = null;

  /** @param receivedAt our clock, ms since 1970 */
  constructor(receivedAt: number) {
    this.#receivedAt = receivedAt;
  }

  get hints(): readonly PayloadHint[] {
    return this.#met === null ? noHints : [...this.#met];
  }

  meet(hint: PayloadHint): void {
    this.#met ??= new Set();
    this.#met.add(hint);
  }

  /** One reading of `{"t"?, "values", "seq"?}`, of the device that the payload names or of the one signed in. */
  decode(sent: Readonly<Record<string, unknown>>, sourceId: string | null): DecodedItem {
    const { t, values, seq } = sent;
    if (!isObject(values)) return withoutValues(sent, this.cut.has(sent));
    const deviceTime = isNoTime(t) ? this.#timeElsewhere(sent) : this.#timeOf(t, "t", sent);
    if (typeof deviceTime === "object" && deviceTime !== null) return deviceTime;
    const isCut = this.cut.has(sent);
    if (isCut && (deviceTime === null || Object.keys(values).length === 0)) return cutWithin(sent);
    return { ok: true, sourceId, deviceTime, seq: isCount(seq) ? seq : null, values, sent };
  }

  /** The time of a reading without `t`: under `ts`, or refused by name under any other; null where there is none. */
  #timeElsewhere(sent: Readonly<Record<string, unknown>>): number | null | DecodedItem {
    const { ts } = sent;
    if (!isNoTime(ts)) {
      const time = this.#timeOf(ts, "ts", sent);
      if (typeof time === "number") this.meet("time-key-ts");
      return time;
    }
    for (const key of Object.keys(sent)) {
      if (key === "values" || key === "seq" || isNoTime(sent[key]) || !mayBeTime(sent[key]) || !isTimeKey(key))
        continue;
      const got = `got it under ${describeValue(key)}; rename that to "t"`;
      return rejectedReading("time.unknown_key", `wanted the time under "t": ${got}`, sent);
    }
    return null;
  }

  #timeOf(value: unknown, key: string, sent: unknown): number | DecodedItem {
    const time = readTime(value, key, this.#receivedAt);
    if (typeof time === "number") return time;
    if ("reason" in time) return rejectedReading(time.reason, time.detail, sent);
    for (const hint of time.hints) this.meet(hint);
    return time.at;
  }
}

function withoutValues(sent: Readonly<Record<string, unknown>>, isCut: boolean): DecodedItem {
  if (isCut) return cutWithin(sent);
  const got = describeValue(sent.values);
  if (sent.values instanceof DoubledValue) {
    return rejectedReading("payload.doubled_key", `wanted "values" once: got ${got}`, sent);
  }
  const isFlat = sent.values === undefined && Object.values(sent).some((value) => typeof value === "number");
  const fix = isFlat ? '; put the channels into "values": {...}' : "";
  const detail = `wanted "values" to be an object of numbers: got ${got}${fix}`;
  return rejectedReading("payload.wrong_shape", detail, sent);
}

/** Nothing of it is whole, or what was cut off may have been its time, so that ours would be a guess. */
function cutWithin(sent: unknown): DecodedItem {
  return rejectedReading("payload.not_json", "wanted JSON: the payload ends within this reading", sent);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
