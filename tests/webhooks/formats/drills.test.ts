import { describe, expect, it } from "vitest";
import { summarizeCase } from "../../../cases/case-summary.ts";
import type { EventType, HubEvent } from "../../../domain/governance/event.ts";
import { webhookFormats } from "../../../webhooks/formats/formats.ts";
import { smallCity } from "../../support/alarm-builders.ts";
import { aCase, aWarning } from "../../support/effects.ts";
import { caseEventOf, warningEventOf } from "../../support/events.ts";

const context = { source: "urn:guanlan:test", publicUrl: "https://flood.example" };
const said = { zh: "隧道积水", en: "Water in the tunnel" };
const isExercise = true as const;
const drillCase = aCase({ title: said, advice: said, isExercise });
const drillWarning = aWarning({ title: said, advice: said, isExercise });

function caseEvent(type: Extract<EventType, `case.${string}`>): HubEvent {
  return caseEventOf(drillCase, { type });
}

function warningEvent(type: Extract<EventType, `warning.${string}`>): HubEvent {
  return warningEventOf(drillWarning, { type });
}

/** An event as it may be kept from a release that marked neither its title nor its message. */
function plain(type: EventType, data: object): HubEvent {
  const head = { id: "event-1", subject: "one", level: "red", isUrgent: true, at: 1 };
  return { ...head, type, data: { title: said, message: said, ...data } } as never;
}

/** Events that are never of a drill. */
type RealType =
  | "response.changed"
  | "silence.ending"
  | "mode.changed"
  | "delivery.overdue"
  | "delivery.resumed"
  | "shift.handed-over"
  | "audit.anchored";

const about = { case: { ...summarizeCase(drillCase, smallCity()), unitPhone: "0371-1" } };
const to = { personId: "li", name: { zh: "李", en: "Li" }, phone: "13800000000" };

const drillEvents: Readonly<Record<Exclude<EventType, RealType>, HubEvent>> = {
  "case.opened": caseEvent("case.opened"),
  "case.updated": caseEvent("case.updated"),
  "case.closed": caseEvent("case.closed"),
  "warning.drafted": warningEvent("warning.drafted"),
  "warning.issued": warningEvent("warning.issued"),
  "warning.updated": warningEvent("warning.updated"),
  "warning.lifted": warningEvent("warning.lifted"),
  "warning.approved": warningEvent("warning.approved"),
  "warning.expired": warningEvent("warning.expired"),
  "warning.withdrawn": warningEvent("warning.withdrawn"),
  "alarm.hidden": plain("alarm.hidden", { hazard: "waterlogging", isExercise, unitPhone: "0371-1" }),
  "call.requested": plain("call.requested", { call: { callId: "call-1", to }, ...about }),
  "call.unanswered": plain("call.unanswered", about),
};

/** Every text of a body, whatever field it stands in. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** CloudEvents are marked as a whole, and for programs. */
const forPeople = webhookFormats.filter(({ name }) => name !== "cloudevents");

describe.each(Object.values(drillEvents).map((event) => [event.type, event] as const))("%s of a drill", (_, event) => {
  it.each(forPeople.map((format) => [format.name, format] as const))(
    "bears its mark in each text of %s",
    (_, format) => {
      const texts = textsIn(JSON.parse(format.body(event, context) ?? "{}"));
      for (const text of texts.filter((each) => each.includes(said.zh)))
        expect(text).toMatch(/^(@\d+ )?(【观澜】)?【演练】/);
      for (const text of texts.filter((each) => each.includes(said.en))) expect(text).toContain(`EXERCISE: ${said.en}`);
      expect(texts.join(" ")).not.toMatch(/【演练】【演练】|(EXERCISE, ){2}EXERCISE, EXERCISE/);
    },
  );

  it("is marked in CloudEvents", () => {
    const [cloudevents] = webhookFormats;
    expect(JSON.parse(cloudevents?.body(event, context) ?? "")).toMatchObject({ exercise: true });
  });

  it("goes by no name of what is real where Alertmanager's labels are read", () => {
    const body = webhookFormats.find(({ name }) => name === "alertmanager")?.body(event, context) ?? null;
    if (body !== null) {
      const labels = { alertname: expect.stringMatching(/^exercise-/), exercise: "true" };
      expect(JSON.parse(body)).toMatchObject({ commonLabels: labels, groupLabels: { alertname: labels.alertname } });
    }
  });
});
