import { z } from "zod";
import { levels } from "../../domain/city/level.ts";
import { alarmNames } from "../gauge-outcome.ts";

const instant = z.iso.datetime().describe("UTC");
const count = z.number().int().min(0);
const ratio = z.number().min(0).max(1).nullable().describe("Null where there is nothing to divide by");
const minutes = z.number().nullable().describe("Minutes; null where there is none");
const alarmName = z.enum(alarmNames);

/** Zod's records want every key of an enum; here an alarm may have had no part. */
const byAlarm = <T extends z.ZodType>(each: T) => z.partialRecord(alarmName, each);

const score = z.strictObject({
  events: count,
  hits: count.describe("Events with a lead of at least one reporting interval"),
  misses: count,
  alerts: count,
  falseAlarms: count,
  pod: ratio.describe("Probability of detection, hits / events"),
  far: ratio.describe("False-alarm ratio, false alarms / alerts"),
  csi: ratio.describe("Critical success index, hits / (hits + misses + false alarms)"),
  leadMinutes: z
    .strictObject({ p10: minutes, p50: minutes, p90: minutes })
    .describe("Lead of the hits: a tenth, half and nine tenths had no more"),
  alertsPerGaugeMonth: z.number().nullable(),
  pages: count.describe("Calls to an officer: each alert when it begins and at each graver level it then comes to"),
  pagesPerMonth: z.number().nullable(),
  mostPagesInADay: count.describe("Most in any 24 hours"),
});

const alert = z.strictObject({
  from: instant,
  to: instant.nullable().describe("Null where the record ends first"),
  level: z.enum(levels).nullable().describe("Gravest level; null for an alarm without levels"),
  pages: count,
  isFalse: z.boolean().describe("No crossing during it or within 30 minutes after it"),
});

const event = z.strictObject({
  crossedAt: instant.describe("First value at or above the mark"),
  peak: z.number(),
  peakAt: instant,
  alarms: byAlarm(
    z.strictObject({
      alertAt: instant.nullable().describe("First alert that counts for the event; null for none"),
      leadMinutes: minutes,
      isHit: z.boolean(),
    }),
  ),
});

const gauge = z.strictObject({
  station: z.string(),
  unit: z.string().describe("Unit of the mark, the lower mark and peaks, as the file has it"),
  mark: z.number(),
  lowerMark: z.number(),
  observations: count,
  from: instant,
  to: instant,
  reportingIntervalMinutes: z.number(),
  months: z
    .number()
    .describe("Time watched; a gap counts for three reporting intervals, or an hour where that is more"),
  scores: byAlarm(score).describe("As `scores`, of this gauge alone"),
  events: z.array(event),
  alerts: byAlarm(z.array(alert)),
});

const storm = z.strictObject({
  from: instant.describe("Its first crossing"),
  to: instant.describe("Its last crossing"),
  stations: z.array(z.string()),
  events: count,
  alarms: byAlarm(z.strictObject({ hits: count, leadMinutes: minutes.describe("Median over its hits") })),
});

const stormScore = z.strictObject({
  storms: count,
  warned: count.describe("Storms of which at least half of the events were hits"),
  falseStorms: count.describe("Days of false alarms away from every storm"),
  pod: ratio,
  far: ratio,
});

/** What `guanlan backtest --json` writes. Times are UTC; docs/skill.md defines every word. */
export const backtestReportSchema = z.strictObject({
  format: z.literal("guanlan-backtest"),
  version: z.literal(1).describe("Grows when a key changes its meaning or goes"),
  guanlan: z.string().describe("Version that wrote it"),
  madeAt: instant,
  source: z.strictObject({
    kind: z.enum(["csv", "history"]),
    names: z.array(z.string()).describe("Files, or the data folder"),
    rows: count,
    values: count,
    empty: count,
    duplicates: count.describe("Values at a time their station had one already; the first is kept"),
    unreadable: count,
    firstUnreadable: z.array(z.string()),
    leftOut: z.array(z.strictObject({ station: z.string(), values: count })).describe("Stations with too few values"),
  }),
  judged: z.strictObject({
    alarm: alarmName.describe("The alarm under test; the others are there to compare"),
    ruleId: z.string().nullable(),
    ruleVersion: z.string().nullable().describe("Short digest of the rule's text"),
    atLevel: z.enum(levels).nullable().describe("Level at which the rule's episode counts as an alert"),
  }),
  scores: byAlarm(score).describe("All gauges together"),
  byStorm: byAlarm(stormScore).describe("Counted in storms: gauges that share one are not independent"),
  storms: z.array(storm),
  gauges: z.array(gauge),
  notes: z.array(z.string()).describe("Worth knowing, such as a threshold that is not set"),
});

export type BacktestReport = z.infer<typeof backtestReportSchema>;

export type ReportedScore = z.infer<typeof score>;
