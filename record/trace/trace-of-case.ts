import type { CaseEntry, CaseWithTimeline } from "../../domain/governance/case.ts";
import type { GaugeId } from "../../domain/ids.ts";
import type { DeliveryView, StoredTransition } from "../../store/ports.ts";
import { allOf, type PackSource } from "../pack/pack-source.ts";
import type { CaseTrace, TraceLink } from "../ports.ts";

/** How far before its case an alarm may have moved on observation time: its readings may have come late. */
const beforeMs = 60_000;

/** Everything that came of the reading that opened a case, in the order in which it was there. */
export async function traceOfCase({ store }: Pick<PackSource, "store">, found: CaseWithTimeline): Promise<CaseTrace> {
  const { id, stationId, openedAt, timeline, traceId = null, isExercise } = found;
  const { queries } = store;
  const alarmKeys = new Set(timeline.flatMap((line) => ("alarmKey" in line ? [line.alarmKey] : [])));
  const moved = await allOf((page) => queries.transitions({ stationId, from: openedAt - beforeMs }, page));
  const transitions = moved.filter(({ alarmKey }) => alarmKeys.has(alarmKey));
  const events = await allOf((page) => queries.events({ subject: id }, page));
  const deliveries = await allOf((page) => queries.deliveries({ subject: id }, page));
  const reading = await readingBehind({ store }, transitions[0]);
  const links = [
    ...reading,
    ...transitions.map(alarmLink),
    ...timeline.map(caseLink),
    ...events.map(
      ({ id: eventId, type, at }): TraceLink => ({ kind: "event", what: type, at, ref: eventId, words: null }),
    ),
    ...deliveries.flatMap(deliveryLinks),
  ];
  return { traceId, caseId: id, isExercise: isExercise === true, links: links.toSorted((a, b) => a.at - b.at) };
}

/** The reading at which the first alarm moved; none where it was not of one gauge. */
async function readingBehind(
  { store: { history } }: Pick<PackSource, "store">,
  first: StoredTransition | undefined,
): Promise<readonly TraceLink[]> {
  if (first === undefined || first.target.kind !== "gauge") return [];
  const { gaugeId } = first.target;
  const [found] = await history.range(gaugeId, first.at, first.at + 1, 1);
  if (found === undefined) return [];
  const { observedAt, receivedAt } = found;
  return [readingLink("reading", gaugeId, observedAt), readingLink("received", gaugeId, receivedAt)];
}

function readingLink(what: "reading" | "received", gaugeId: GaugeId, at: number): TraceLink {
  return { kind: "reading", what, at, ref: gaugeId, words: null };
}

function alarmLink({ alarmKey, receivedAt, title, from, to }: StoredTransition): TraceLink {
  return {
    kind: "alarm",
    what: `${from ?? "normal"} > ${to ?? "normal"}`,
    at: receivedAt,
    ref: alarmKey,
    words: title,
  };
}

function caseLink(line: CaseEntry): TraceLink {
  return { kind: "case", what: line.kind, at: line.at, ref: "by" in line ? line.by : line.alarmKey, words: line.words };
}

function deliveryLinks({
  deliveryId,
  endpointId,
  queuedAt,
  deliveredAt,
  eventType,
}: DeliveryView): readonly TraceLink[] {
  const ref = `${endpointId} ${deliveryId}`;
  const queued: TraceLink = { kind: "delivery", what: eventType, at: queuedAt, ref, words: null };
  if (deliveredAt === null) return [queued];
  return [queued, { kind: "receipt", what: eventType, at: deliveredAt, ref, words: null }];
}
