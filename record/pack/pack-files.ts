import type { City } from "../../domain/city/city.ts";
import { propertyUnits } from "../../domain/city/property.ts";
import { type CsvCell, csvLine } from "../../domain/csv-text.ts";
import { checksIn } from "../../domain/observations/quality.ts";
import { toWire } from "../../domain/time/instants.ts";
import { complianceOf } from "./compliance.ts";
import { chartOf } from "./pack-charts.ts";
import type { PackContents, PackedGauge } from "./pack-contents.ts";
import { packHtml } from "./pack-html.ts";
import { type PackTimes, packTimes } from "./pack-times.ts";

/** A file of a pack: a path within it, and its text. */
export interface PackFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a pack, the page for people first. The same contents give the same bytes. */
export function* packFiles(contents: PackContents, city: City): Generator<PackFile> {
  const times = packTimes(city.timeZone);
  const charts = new Map(
    contents.gauges.flatMap((packed) => entryOf(packed.gauge.id, chartOf(packed, contents, times))),
  );
  yield { name: "index.html", text: packHtml({ contents, city, times, charts }) };
  const { gauges, rules, cases, warnings, events, deliveries, transitions, gaps, audit, ...about } = contents;
  yield json("data/about.json", {
    ...about,
    timeZone: city.timeZone,
    span: { fromAt: about.span.from, toAt: about.span.to },
  });
  yield json("data/cases.json", cases);
  yield csv("data/timeline.csv", ["case", "at", "kind", "who", "zh", "en"], timelineRows(contents, times));
  yield json("data/warnings.json", warnings);
  yield json("data/events.json", events);
  yield json("data/deliveries.json", deliveries);
  yield csv("data/deliveries.csv", deliveryHead, deliveryRows(contents, times));
  yield json("data/transitions.json", transitions);
  yield json("data/limits.json", cases.flatMap(complianceOf));
  yield json(
    "data/gaps.json",
    gaps.map(({ from, to, ...gap }) => ({ fromAt: from, toAt: to, ...gap })),
  );
  yield json("data/audit.json", audit);
  yield json(
    "data/rules.json",
    rules.map(({ version }) => version),
  );
  for (const { version, files } of rules) {
    for (const { name, text } of files) yield { name: `data/rules/${version.digest}/${plain(name)}`, text };
  }
  for (const packed of gauges) {
    yield csv(`data/readings/${plain(packed.gauge.id)}.csv`, readingHead(packed), readingRows(packed, times));
  }
  for (const [gauge, text] of charts) yield { name: `charts/${plain(gauge)}.svg`, text };
}

function entryOf(id: string, chart: string | null): readonly (readonly [string, string])[] {
  return chart === null ? [] : [[id, chart]];
}

function json(name: string, value: unknown): PackFile {
  return { name, text: `${JSON.stringify(toWire(value), null, 1)}\n` };
}

function csv(name: string, head: readonly string[], rows: Iterable<readonly CsvCell[]>): PackFile {
  let text = csvLine(head);
  for (const row of rows) text += csvLine(row);
  return { name, text };
}

/** A name that stays within the pack wherever it is unpacked. */
function plain(name: string): string {
  return name
    .replaceAll(/[^A-Za-z0-9._/-]/g, "_")
    .replaceAll(/(^|\/)\.+(?=\/|$)/g, "$1_")
    .replaceAll(/^\/+/g, "");
}

function* timelineRows({ cases }: PackContents, times: PackTimes): Generator<readonly CsvCell[]> {
  for (const { id, timeline } of cases) {
    for (const line of timeline) {
      const who = "by" in line ? line.by : line.alarmKey;
      yield [id, times.instant(line.at), line.kind, who, line.words.zh, line.words.en];
    }
  }
}

const deliveryHead = [
  "delivery",
  "endpoint",
  "event",
  "type",
  "subject",
  "state",
  "attempts",
  "queued",
  "delivered",
  "reason",
  "status",
  "detailZh",
  "detailEn",
];

function* deliveryRows({ deliveries }: PackContents, times: PackTimes): Generator<readonly CsvCell[]> {
  for (const each of deliveries) {
    const { deliveryId, endpointId, eventId, eventType, subject, state, attempts, queuedAt, deliveredAt } = each;
    const delivered = deliveredAt === null ? null : times.instant(deliveredAt);
    yield [
      ...[deliveryId, endpointId, eventId, eventType, subject, state, attempts, times.instant(queuedAt), delivered],
      ...[each.lastReason, each.lastStatus, each.lastDetail?.zh ?? null, each.lastDetail?.en ?? null],
    ];
  }
}

function readingHead({ gauge }: PackedGauge): readonly string[] {
  return ["observed", "received", `value ${propertyUnits[gauge.property]}`, "flag", "checks"];
}

function* readingRows({ observations }: PackedGauge, times: PackTimes): Generator<readonly CsvCell[]> {
  for (const { observedAt, receivedAt, value, flag, checks } of observations) {
    yield [times.instant(observedAt), times.instant(receivedAt), value, flag, checksIn(checks).join(" ")];
  }
}
