import { generate } from "mqtt-packet";
import type { LoadDevice, LoadPayload } from "./run-load.ts";

/**
 * The publishes of one device, encoded once: slot `i` is the PUBLISH with packet id `i + 1`. Before a slot goes out its
 * times and values are overwritten in place. That is safe because a slot is only sent again after its PUBACK, when the
 * socket has long let go of the bytes; and slots side by side go out in one write.
 */
export interface PublishSlots {
  readonly slotBytes: number;
  /** Fills `count` slots from `first` on and gives their bytes; no copy. */
  fill(first: number, count: number, now: number): Uint8Array;
}

const timeMark = "1000000000000";
const valueMark = "0.000";

export function publishSlots(device: LoadDevice, window: number, payload: LoadPayload): PublishSlots {
  const inOne = payload.isInTurn === true ? payload.channels.slice(0, 1) : payload.channels;
  const values = Object.fromEntries(inOne.map((channel) => [channel, 0]));
  const marked = inOne.reduce(
    (text, channel) => text.replace(`${JSON.stringify(channel)}:0`, `${JSON.stringify(channel)}:${valueMark}`),
    JSON.stringify(values),
  );
  const reading = `{"t":${timeMark},"values":${marked}}`;
  const body = payload.readings === 1 ? reading : `[${Array(payload.readings).fill(reading).join(",")}]`;
  const slot = generate({
    cmd: "publish",
    qos: 1,
    dup: false,
    retain: false,
    topic: device.topic,
    messageId: 1,
    payload: body,
  });
  const slotBytes = slot.length;
  const bodyAt = slotBytes - Buffer.byteLength(body);
  const timesAt = marksIn(body, `"t":${timeMark}`, 4).map((at) => at + bodyAt);
  const valuesAt = marksIn(body, `:${valueMark}`, 1).map((at) => at + bodyAt);
  const bytes = Buffer.concat(Array<Uint8Array>(window).fill(slot));
  for (let i = 0; i < window; i++) bytes.writeUInt16BE(i + 1, i * slotBytes + bodyAt - 2);
  if (payload.isInTurn === true) alternateChannels(bytes, slot, window, payload.channels);
  const steps = Math.round(payload.valuesBelow * 1000);
  let lastTime = 0;
  let step = 0;
  return {
    slotBytes,
    fill(first, count, now) {
      for (let i = first; i < first + count; i++) {
        const base = i * slotBytes;
        for (const at of timesAt) {
          lastTime = now > lastTime ? now : lastTime + 1;
          writeDigits(bytes, base + at, 13, lastTime);
        }
        for (const at of valuesAt) {
          step = step + 1 < 2 * steps - 1 ? step + 1 : 0;
          const thousandths = step < steps ? step : 2 * (steps - 1) - step;
          bytes[base + at] = 48 + Math.floor(thousandths / 1000);
          writeDigits(bytes, base + at + 2, 3, thousandths % 1000);
        }
      }
      return bytes.subarray(first * slotBytes, (first + count) * slotBytes);
    },
  };
}

/** Writes the `i`th channel's name over the first one's in the `i`th slot. */
function alternateChannels(bytes: Buffer, slot: Buffer, window: number, channels: readonly string[]): void {
  const [first = ""] = channels;
  const nameAt = slot.lastIndexOf(`"${first}"`) + 1;
  for (let i = 0; i < window; i++) bytes.write(channels[i % channels.length] ?? first, i * slot.length + nameAt);
}

/** Byte offsets of every mark in an ASCII body, `skip` bytes into each. */
function marksIn(body: string, mark: string, skip: number): readonly number[] {
  const offsets: number[] = [];
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
    offsets.push(Buffer.byteLength(body.slice(0, at)) + skip);
  }
  return offsets;
}

function writeDigits(bytes: Uint8Array, at: number, count: number, number: number): void {
  let rest = number;
  for (let i = at + count - 1; i >= at; i--) {
    const next = Math.floor(rest / 10);
    bytes[i] = 48 + (rest - next * 10);
    rest = next;
  }
}
