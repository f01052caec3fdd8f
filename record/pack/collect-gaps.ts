import { type Maintenance, type Order, orderOf, type Silence } from "../../domain/alarms/order.ts";
import { isSilenceWithin } from "../../domain/alarms/silence-place.ts";
import type { LoggedEntry } from "../../domain/inputs/input.ts";
import type { ReadingsRefused } from "../../domain/inputs/readings-refused.ts";
import { type WithheldFields, withheldText } from "../../domain/people/withheld-fields.ts";
import { isBeyond } from "../../domain/position.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { namedBy } from "../../locales/format/entered-by.ts";
import { durationText } from "../../locales/format/times.ts";
import { gapTexts } from "../../locales/record/pack.ts";
import type { PackedGauge, PackGap, PackSpan } from "./pack-contents.ts";
import type { PackSource } from "./pack-source.ts";

/** A gauge that said nothing for so many of its intervals has a gap. */
const gapIntervals = 3;

/** Times of the span in which the hub could not see or did not tell, in the order of their beginning. */
export async function collectGaps(
  { city, clock, isPart = false, fields, store: { journal, journalReader } }: PackSource,
  gauges: readonly PackedGauge[],
  span: PackSpan,
): Promise<readonly PackGap[]> {
  const end = journal.end();
  const { entry } = await journalReader.positionAt(span.from);
  const since = <Of extends LoggedEntry>(entries: readonly Of[]) =>
    entries.filter(({ entrySeq, at }) => isBeyond({ row: 0, entry: entrySeq }, { row: 0, entry }) && at < span.to);
  const devices = new Set<string>(gauges.map(({ gauge }) => gauge.deviceId));
  const starts = since(await journalReader.entriesOf("hub-started", end));
  const refused = since(await journalReader.entriesOf("readings-refused", end));
  const orders = await journalReader.entriesOf("order-given", end);
  const changes = since(await journalReader.entriesOf("gauges-changed", end));
  return [
    ...starts.flatMap(({ at, entry: { countedUpTo } }) => hubStop(countedUpTo, at)),
    ...gauges.flatMap((packed) => silencesOf(packed, span)),
    ...refused.filter((each) => devices.has(each.entry.deviceId)).map(refusalGap),
    ...orders
      .filter(
        ({ entry: { order } }) => !isPart || order.kind !== "silence" || isSilenceWithin(order.silence.match, city),
      )
      .flatMap(({ entry }) => orderGap(orderOf(entry), devices, fields))
      .filter(({ from, to }) => from < span.to && (to ?? from) > span.from)
      // What has not been yet was kept from nobody.
      .map((gap) => ({ ...gap, to: Math.min(gap.to ?? gap.from, clock()) })),
    ...changes.flatMap(({ at, entry: changed }) =>
      changed.changes
        .filter(({ gaugeId, before }) => before !== null && gauges.some(({ gauge }) => gauge.id === gaugeId))
        .map(
          ({ gaugeId }): PackGap => ({
            ...nowhere,
            kind: "set-up-anew",
            from: at,
            to: null,
            gaugeId,
            words: gapTexts["set-up-anew"],
          }),
        ),
    ),
  ].toSorted((a, b) => a.from - b.from);
}

/** Alarms that an operator kept from people; what a device said while it was worked on. */
function orderGap(order: Order, devices: ReadonlySet<string>, fields: WithheldFields | undefined): readonly PackGap[] {
  const saidBy = (order: Silence | Maintenance) =>
    fields?.isWithheld("person", null) === true
      ? { by: withheldText, reason: withheldText }
      : { by: namedBy(order.owner, order.caller), reason: order.reason };
  switch (order.kind) {
    case "silence": {
      const { fromAt: from, untilAt: to } = order.silence;
      return [{ ...nowhere, kind: "silenced", from, to, words: fill(gapTexts.silenced, saidBy(order.silence)) }];
    }
    case "maintenance": {
      const { fromAt: from, untilAt: to, deviceId } = order.maintenance;
      if (!devices.has(deviceId)) return [];
      const words = fill(gapTexts.maintenance, saidBy(order.maintenance));
      return [{ ...nowhere, kind: "maintenance", from, to, deviceId, words }];
    }
    case "end":
      return [];
  }
}

const nowhere = { gaugeId: null, deviceId: null } as const;

function hubStop(countedUpTo: number | null, at: number): readonly PackGap[] {
  if (countedUpTo === null) return [];
  const words: BilingualText = fill(gapTexts["hub-stopped"], { length: durationText(at - countedUpTo) });
  return [{ ...nowhere, kind: "hub-stopped", from: countedUpTo, to: at, words }];
}

function refusalGap({ at, entry: { deviceId, reason, detail, count } }: LoggedEntry<ReadingsRefused>): PackGap {
  const words = fill(gapTexts.refused, { count, reason, detail });
  return { kind: "refused", from: at, to: null, gaugeId: null, deviceId, words };
}

/** Stretches without a reading, longer than a few of the gauge's intervals. */
function silencesOf({ gauge, observations, isCut }: PackedGauge, { from, to }: PackSpan): readonly PackGap[] {
  const longest = gapIntervals * gauge.expectedIntervalMs;
  const instants = [from, ...observations.map(({ observedAt }) => observedAt), ...(isCut ? [] : [to])];
  return instants.flatMap((at, index): PackGap[] => {
    const before = instants[index - 1];
    if (before === undefined || at - before <= longest) return [];
    const words = fill(gapTexts["no-readings"], { length: durationText(at - before) });
    return [{ kind: "no-readings", from: before, to: at, gaugeId: gauge.id, deviceId: gauge.deviceId, words }];
  });
}
