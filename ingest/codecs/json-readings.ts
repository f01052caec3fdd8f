import type { PayloadHint } from "../../domain/observations/payload-hint.ts";
import { fixTexts, gotTexts, wantedTexts } from "../../locales/devices/rejects.ts";
import { describeValue } from "../describe-value.ts";
import { DoubledValue } from "../json/doubled-value.ts";
import { isObject } from "../json/is-object.ts";
import { isTimeKey, mayBeTime } from "../json/time-keys.ts";
import { timeUnder, wantedGot, wantedOnce } from "../reject-words.ts";
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
      return rejectedReading("time.unknown_key", () => timeUnder(gotTexts.under, key, fixTexts.rename), sent);
    }
    return null;
  }

  #timeOf(value: unknown, key: string, sent: unknown): number | DecodedItem {
    const time = readTime(value, key, this.#receivedAt);
    if (typeof time === "number") return time;
    if ("reason" in time) return rejectedReading(time.reason, time.words, sent);
    for (const hint of time.hints) this.meet(hint);
    return time.at;
  }
}

function withoutValues(sent: Readonly<Record<string, unknown>>, isCut: boolean): DecodedItem {
  if (isCut) return cutWithin(sent);
  const { values } = sent;
  if (values instanceof DoubledValue) {
    return rejectedReading("payload.doubled_key", () => wantedOnce("values", values), sent);
  }
  const isFlat = values === undefined && Object.values(sent).some((value) => typeof value === "number");
  const fix = isFlat ? fixTexts["into-values"] : "";
  const words = () => wantedGot(wantedTexts["values-object"], describeValue(values), fix);
  return rejectedReading("payload.wrong_shape", words, sent);
}

/** Nothing of it is whole, or what was cut off may have been its time, so that ours would be a guess. */
function cutWithin(sent: unknown): DecodedItem {
  return rejectedReading("payload.not_json", () => wantedGot(wantedTexts["valid-json"], gotTexts["cut-within"]), sent);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
