import type { OpenCalls } from "../../calls/open-calls.ts";
import { secondMs } from "../../domain/clock.ts";
import type { EndpointId } from "../../domain/ids.ts";
import type { EndpointCondition } from "../../domain/inputs/endpoint-reported.ts";
import type { Log } from "../../domain/log.ts";
import type { EntryPort } from "../../processor/ports.ts";
import type { Dispatcher } from "../../webhooks/dispatcher.ts";
import type { EndpointReport } from "../../webhooks/endpoints/endpoint-report.ts";
import type { Settings } from "../settings/settings.ts";
import type { StartedComponents } from "../started-components.ts";

/** How often endpoints are looked at. */
const everyMs = secondMs;
/** One failure may be a hiccup, two in a row are taken for an endpoint that is down. */
const failuresOfOneDown = 2;
const mostWaiting = 200;

export interface ReportParts {
  readonly dispatcher: Pick<Dispatcher, "status" | "waitingUrgents">;
  readonly calls: Pick<OpenCalls, "conditionOf" | "hasLadders">;
  readonly entries: EntryPort;
  readonly settings: Pick<Settings, "webhooks">;
  readonly log: Log;
}

/** Enters in the log how endpoints stand, each time that changes: whether a channel can be called by is decided on the log alone. */
export function reportEndpoints(parts: ReportParts, started: StartedComponents): void {
  /** What each had taken when it was last entered. */
  const acceptedAt = new Map<EndpointId, number>();
  let underWay: Promise<void> = Promise.resolve();
  let isBusy = false;

  async function look(): Promise<void> {
    for (const report of parts.dispatcher.status().endpoints) {
      const { endpointId, counts } = report;
      const before = parts.calls.conditionOf(endpointId);
      const condition = conditionAfter(before, report, { ...parts, acceptedBefore: acceptedAt.get(endpointId) ?? 0 });
      if (condition === before) continue;
      acceptedAt.set(endpointId, counts.accepted);
      const waiting = parts.dispatcher.waitingUrgents(endpointId, mostWaiting);
      await parts.entries.enter({ kind: "endpoint-reported", endpointId, condition, waiting });
    }
  }

  function lookUnlessBusy(): void {
    if (isBusy) return;
    isBusy = true;
    underWay = look()
      .catch((error: unknown) => parts.log.warn({ err: error }, "how endpoints stand cannot be entered, trying again"))
      .finally(() => {
        isBusy = false;
      });
  }

  const timer = setInterval(lookUnlessBusy, everyMs);
  timer.unref();
  started.add("endpoint reports", async () => {
    clearInterval(timer);
    await underWay;
  });
}

/** How an endpoint stands now. One that was down is up again once it has taken something, or has nothing left to be asked for. */
function conditionAfter(
  before: EndpointCondition,
  report: EndpointReport,
  { calls, settings, acceptedBefore }: Pick<ReportParts, "calls" | "settings"> & { readonly acceptedBefore: number },
): EndpointCondition {
  const { oldestUrgentAgeMs, breaker, failuresInARow, goneAt, counts, pending } = report;
  if (oldestUrgentAgeMs !== null && oldestUrgentAgeMs > settings.webhooks.undeliveredAlarmAfterMs) return "overdue";
  const isDown = breaker !== "closed" || failuresInARow >= failuresOfOneDown || goneAt !== null;
  if (calls.hasLadders && isDown && pending > 0) return before === "overdue" ? "overdue" : "failing";
  if (before === "answering") return "answering";
  return counts.accepted > acceptedBefore || pending === 0 ? "answering" : before;
}
