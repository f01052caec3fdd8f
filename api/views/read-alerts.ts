import { createHash } from "node:crypto";
import { type UnclearLabel, understandAlert } from "../../calls/alerts/understand-alert.ts";
import { canonicalJson } from "../../domain/canonical-json.ts";
import type { City } from "../../domain/city/city.ts";
import type { AlertSource } from "../../domain/city/policies/duty.ts";
import type { AlertReceived } from "../../domain/inputs/alert-received.ts";
import { plainLine } from "../../domain/plain-line.ts";
import type { AlertBody } from "../schemas/governance/alert.ts";

/** An alert that cannot be understood, by its place in the request. */
export interface UnclearAlert extends UnclearLabel {
  readonly index: number;
}

export interface ReadAlerts {
  readonly entries: readonly AlertReceived[];
  readonly unclear: readonly UnclearAlert[];
}

/** Characters of a summary that reach a timeline. */
const mostSummary = 500;

/** What the alerts of one request mean. @param now our clock, ms since 1970 */
export function readAlerts(
  alerts: readonly AlertBody[],
  source: AlertSource,
  { city, by, now }: { readonly city: City; readonly by: string; readonly now: number },
): ReadAlerts {
  const read = alerts.map((alert, index) => {
    const understood = understandAlert(alert.labels, source, city);
    if (!("stationId" in understood)) return { unclear: understood.map((each) => ({ index, ...each })) };
    const { level, ...about } = understood;
    const isOver = alert.status === "resolved" || (alert.endsAt != null && alert.endsAt <= now);
    const entry: AlertReceived = {
      kind: "alert-received",
      fingerprint: fingerprintOf(alert),
      by,
      sourceId: source.id,
      ...about,
      level: isOver ? null : level,
      startedAt: alert.startsAt ?? now,
      until: untilOf(alert, source, now),
      summary: summaryOf(alert),
    };
    return { entry };
  });
  return {
    entries: read.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    unclear: read.flatMap(({ unclear = [] }) => unclear),
  };
}

/** What tells an alert from others of its source: what the sender calls it, else its labels. */
function fingerprintOf({ fingerprint, labels }: AlertBody): string {
  return createHash("sha256")
    .update(fingerprint ?? canonicalJson(labels))
    .digest("hex")
    .slice(0, 16);
}

/** A client of API v2 says when its alert is over unless it is repeated; a webhook does not. */
function untilOf({ endsAt, status }: AlertBody, { expiresAfterMs }: AlertSource, now: number): number | null {
  if (status === undefined && endsAt != null) return endsAt;
  return expiresAfterMs === null ? null : now + expiresAfterMs;
}

function summaryOf({ annotations, labels }: AlertBody): string {
  const said = annotations.summary ?? annotations.description ?? annotations.message ?? labels.alertname ?? "";
  return plainLine(said, mostSummary);
}
