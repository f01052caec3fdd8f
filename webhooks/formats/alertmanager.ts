import { createHash } from "node:crypto";
import type { HubEvent } from "../../domain/governance/event.ts";
import { isExerciseEvent } from "../../domain/governance/exercise.ts";
import { matterOf } from "./shared/phase-of.ts";
import { spokenOf } from "./shared/spoken.ts";
import type { WebhookFormat } from "./webhook-format.ts";

/** The moment that stands for none. */
const noEnd = "0001-01-01T00:00:00Z";

type Labels = Readonly<Record<string, string>>;

/**
 * The webhook payload of Prometheus Alertmanager, version 4, one alert in each: for whatever takes Alertmanager's webhooks
 * today. Firing until the case or warning is over; labels stay the same meanwhile but for the level.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const alertmanager: WebhookFormat = {
  name: "alertmanager",
  contentType: "application/json",
  body(event, context) {
    const matter = matterOf(event);
    if (matter === null) return null;
    const { title, message, url } = spokenOf(event, context);
    const isOver = matter.phase === "over";
    const status = isOver ? "resolved" : "firing";
    const groupLabels = { alertname: nameOf(event), guanlan_id: matter.key };
    const exercise = isExerciseEvent(event) ? { exercise: "true" } : {};
    const labels: Labels = { ...groupLabels, ...exercise, ...placeOf(event), severity: event.level ?? "none" };
    const annotations = {
      summary: title.zh,
      summary_en: title.en,
      description: message.zh,
      description_en: message.en,
    };
    const alert = {
      status,
      labels,
      annotations,
      startsAt: new Date(startOf(event)).toISOString(),
      endsAt: isOver ? new Date(event.at).toISOString() : noEnd,
      generatorURL: url ?? "",
      fingerprint: createHash("sha256").update(matter.key).digest("hex").slice(0, 16),
    };
    return JSON.stringify({
      version: "4",
      groupKey: `{}:{guanlan_id=${JSON.stringify(matter.key)}}`,
      truncatedAlerts: 0,
      status,
      receiver: "guanlan",
      groupLabels,
      commonLabels: labels,
      commonAnnotations: annotations,
      externalURL: context.publicUrl ?? "",
      alerts: [alert],
    });
  },
};

/** Receivers often show this alone: a drill never goes by the name of what is real. */
function nameOf(event: HubEvent): string {
  return isExerciseEvent(event) ? `exercise-${realNameOf(event)}` : realNameOf(event);
}

function realNameOf({ type, data }: HubEvent): string {
  if ("case" in data) return data.case.hazard;
  if ("warning" in data) return `${data.warning.hazard}-warning`;
  return "hazard" in data ? data.hazard : type;
}

function placeOf({ data }: HubEvent): Labels {
  if ("case" in data) return { station: data.case.stationId, area: data.case.areaCode, unit: data.case.unitId };
  if ("warning" in data) return { area: data.warning.areaCode };
  return "endpointId" in data ? { endpoint: data.endpointId } : {};
}

/** When the matter began, as far as the event says. */
function startOf({ at, data }: HubEvent): number {
  if ("case" in data) return data.case.openedAt;
  return "warning" in data ? data.warning.draftedAt : at;
}
