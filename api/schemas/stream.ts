import { z } from "zod";
import type { EventType } from "../../domain/governance/event.ts";

export const streamTopics = [
  "events",
  "observations",
  /** Events of cases, and of warnings, alone. */
  "cases",
  "warnings",
  /** Alarms as they move, those among them that open no case. */
  "alarms",
  /** Gauges that look otherwise, in columns. */
  "state",
  "deliveries",
  "mode",
  "beat",
] as const;

export type StreamTopic = (typeof streamTopics)[number];

/** Whether somebody who asked for these topics is sent events of a type. */
export function wantsEvent(topics: ReadonlySet<StreamTopic>, type: EventType): boolean {
  if (topics.has("events")) return true;
  return (topics.has("cases") && type.startsWith("case.")) || (topics.has("warnings") && type.startsWith("warning."));
}

/** Whether any of these topics is of events, which are sent again from a place in the stream. */
export function isOfEvents(topics: ReadonlySet<StreamTopic>): boolean {
  return topics.has("events") || topics.has("cases") || topics.has("warnings");
}

export const streamQuery = z.strictObject({
  topics: z
    .string()
    .max(120)
    .default("events")
    .describe(`Any of these with commas between: ${streamTopics.join(", ")}`)
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(streamTopics)).min(1).max(streamTopics.length)),
});
