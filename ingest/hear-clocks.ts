import type { PublishedReadings } from "../broker/ports.ts";
import type { DecodedItem } from "./codecs/codec.ts";
import type { Source, Sources } from "./sources.ts";

/** Lets the clock of each device that a message is of hear all its times, before any reading is dated by it. */
export function hearClocks(
  items: readonly DecodedItem[],
  message: PublishedReadings,
  { sender, sources }: { readonly sender: Source; readonly sources: Sources },
): void {
  const { receivedAt, isSentAgain = false } = message;
  let first: Source | null = null;
  let others: Set<Source> | null = null;
  for (const item of items) {
    if (!item.ok || item.deviceTime === null) continue;
    const source = sources.of(sender, item.sourceId);
    if ("reason" in source) continue;
    const { clock } = source;
    if (items.length === 1 && !isSentAgain && clock.hearRight(item.deviceTime, item, receivedAt)) return;
    clock.gather(item.deviceTime, item, receivedAt);
    if (first === null) first = source;
    // Most messages are of one device.
    else if (source !== first) others = (others ?? new Set()).add(source);
  }
  first?.clock.settle(receivedAt, isSentAgain);
  if (others !== null) for (const { clock } of others) clock.settle(receivedAt, isSentAgain);
}
