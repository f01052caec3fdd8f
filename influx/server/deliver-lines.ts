import type { Precision } from "./influx-connection.ts";
import { asSaid, type WriteOutcome } from "./write-outcome.ts";

/** Lines of line protocol that are sent together; each ends in a newline. */
export interface LineBatch {
  readonly body: string;
  readonly count: number;
  readonly precision: Precision;
}

/** A line that InfluxDB will not have. */
export interface LineRefusal {
  /** Place of the line in its batch, from 0. */
  readonly index: number;
  readonly line: string;
  /** The server's own. */
  readonly words: string;
}

/** Any outcome after which the request is sent again. */
export type WriteTrouble = Extract<WriteOutcome, { readonly kind: "misconfigured" | "busy" | "unknown" }>;

export interface LineDelivery {
  write(body: string, precision: Precision): Promise<WriteOutcome>;
  /**
   * Called for every request that must be sent again; resolves when it may be.
   *
   * @param attempts how often this request has failed in a row, from 1
   * @throws when nothing more shall be sent
   */
  pause(trouble: WriteTrouble, attempts: number): Promise<void>;
  /** Called after each request that has a final answer. */
  onSettled?(): void;
  /** A line that any sound database takes, its time in nanoseconds. */
  controlLine(): string;
}

/**
 * Sends a batch until InfluxDB has every line of it or has refused it by itself. A request with a fault in it goes
 * again in halves, which is safe on every version: what was stored already is overwritten by the same.
 *
 * @returns the lines refused, for the caller to keep
 * @throws what `pause` throws; what was sent by then is unknown
 */
export async function deliverLines(batch: LineBatch, delivery: LineDelivery): Promise<readonly LineRefusal[]> {
  const first = await sendUntilFinal(batch.body, batch.precision, delivery);
  if (first.kind === "accepted") return [];
  return deliverInHalves(batch, first, delivery);
}

type FinalOutcome = Exclude<WriteOutcome, WriteTrouble>;

async function sendUntilFinal(body: string, precision: Precision, delivery: LineDelivery): Promise<FinalOutcome> {
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await delivery.write(body, precision);
    switch (outcome.kind) {
      case "misconfigured":
      case "busy":
      case "unknown":
        await delivery.pause(outcome, attempts);
        break;
      default:
        delivery.onSettled?.();
        return outcome;
    }
  }
}

async function deliverInHalves(
  batch: LineBatch,
  first: FinalOutcome,
  delivery: LineDelivery,
): Promise<readonly LineRefusal[]> {
  const lines = batch.body.split("\n").slice(0, -1);
  const refusals: LineRefusal[] = [];
  const parts: [from: number, to: number, outcome: FinalOutcome | null][] = [[0, lines.length, first]];
  let isRequestSound = false;
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const [from, to] = part;
    const send = () => sendUntilFinal(`${lines.slice(from, to).join("\n")}\n`, batch.precision, delivery);
    const outcome = part[2] ?? (await send());
    if (outcome.kind === "accepted") continue;
    const isAlone = to - from === 1;
    const areAllDropped = outcome.kind === "refused" && outcome.dropped !== null && outcome.dropped >= to - from;
    if (!isAlone && !areAllDropped) {
      const middle = (from + to) >> 1;
      parts.push([middle, to, null], [from, middle, null]);
      continue;
    }
    if (!isRequestSound && (await proveRequest(outcome, delivery)) === "mended") {
      parts.push([from, to, null]);
      continue;
    }
    isRequestSound = true;
    for (let index = from; index < to; index += 1) {
      refusals.push({ index, line: lines[index] as string, words: outcome.words });
    }
  }
  return refusals;
}

/**
 * Before the first line of a batch is given up, one that cannot be at fault has to pass. Where it does not, the fault
 * is the request's: it waits until somebody has mended that, and the line gets another try.
 */
async function proveRequest(
  refused: Exclude<FinalOutcome, { readonly kind: "accepted" }>,
  delivery: LineDelivery,
): Promise<"sound" | "mended"> {
  for (let attempts = 1; ; attempts += 1) {
    const { kind } = await sendUntilFinal(`${delivery.controlLine()}\n`, "ns", delivery);
    if (kind === "accepted") return attempts === 1 ? "sound" : "mended";
    await delivery.pause({ kind: "misconfigured", words: asSaid(refused.words) }, attempts);
  }
}
