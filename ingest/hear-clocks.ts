import type { PublishedReadings } from "../broker/ports.ts";
import type { DecodedItem } from "./codecs/codec.ts";
import type { Rejection } from "./qualify.ts";
import type { Source } from "./sources.ts";

/**
 * Lets the clock of each device that a message is of hear all its times, before any reading is dated by it.
 *
 * @param sourceOf the device that the message names, or why it may not be of it
 */
export function hearClocks(
  items: readonly DecodedItem[],
  { receivedAt, isSentAgain = false }: PublishedReadings,
  sourceOf: (sourceId: string | null) => Source | Rejection,
): void {
  let first: Source | null = null;
  let others: Set<Source> | null = null;
  for (const item of items) {
    if (!item.ok || item.deviceTime === null) continue;
    const source = sourceOf(item.sourceId);
    if ("reason" in source) continue;
    source.clock.gather(item.deviceTime, item.values, receivedAt);
    if (first === null) first = source;
    // Most messages are of one device.
    else if (source !== first) others = (others ?? new Set()).add(source);
  }
  first?.clock.settle(receivedAt, isSentAgain);
  if (others !== null) for (const { clock } of others) clock.settle(receivedAt, isSentAgain);
}
