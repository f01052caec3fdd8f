import { gatewayReadingsTopic, readingsTopic } from "../../device-client.ts";
import type { DeviceAct } from "../device-act.ts";
import { nodeId } from "../drawn-fault.ts";
import type { FleetLayout } from "../fleet-layout.ts";
import { namedText, type Reading, sentRow } from "./reading.ts";
import { TimedQueue } from "./timed-queue.ts";

/** A copy follows within so long. */
const copyAfterMs = 1_500;

/** Acts on their way: made as devices decide on them, taken out in order of time. */
export class Outbox {
  readonly #layout: FleetLayout;
  readonly #acts = new TimedQueue<DeviceAct>();

  constructor(layout: FleetLayout) {
    this.#layout = layout;
  }

  connect(node: number, at: number): void {
    this.#acts.push(at, { kind: "connect", at, client: nodeId(this.#layout, node) });
  }

  disconnect(node: number, at: number, lost: boolean): void {
    this.#acts.push(at, { kind: "disconnect", at, client: nodeId(this.#layout, node), lost });
  }

  /** A device's own readings, each in a message of its own; a copy comes after it. */
  publishEach(readings: readonly Reading[], at: number): void {
    for (const reading of readings) {
      const act = { topic: readingsTopic(reading.deviceId), payload: reading.text, client: reading.deviceId };
      this.#acts.push(at, { kind: "publish", at, ...act, rows: [sentRow(reading, at)] });
      const again = at + copyAfterMs;
      if (reading.copies > 1) this.#acts.push(again, { kind: "publish", at: again, ...act, rows: [] });
    }
  }

  /** A device's own readings in one message. */
  publishTogether(readings: readonly Reading[], at: number): void {
    const [first] = readings;
    if (first === undefined) return;
    const payload = arrayOf(readings, ({ text }) => text);
    const rows = readings.map((reading) => sentRow(reading, at));
    this.#acts.push(at, {
      ...{ kind: "publish", at, client: first.deviceId, topic: readingsTopic(first.deviceId), payload, rows },
    });
  }

  /** What a gateway has of devices behind it, in one message. */
  publishNamed(gateway: number, readings: readonly Reading[], at: number): void {
    const client = nodeId(this.#layout, gateway);
    const payload = arrayOf(readings, namedText);
    const rows = readings.map((reading) => sentRow(reading, at));
    this.#acts.push(at, { kind: "publish", at, client, topic: gatewayReadingsTopic(client), payload, rows });
  }

  /** Acts up to a moment, in order of time. */
  leave(until: number): DeviceAct[] {
    const acts: DeviceAct[] = [];
    for (let act = this.#acts.popUntil(until); act !== undefined; act = this.#acts.popUntil(until)) acts.push(act);
    return acts;
  }
}

function arrayOf(readings: readonly Reading[], textOf: (reading: Reading) => string): string {
  const texts = readings.flatMap((reading) => Array<string>(reading.copies).fill(textOf(reading)));
  return `[${texts.join(",")}]`;
}
