import type { Level } from "../../../domain/city/level.ts";
import type { CaseEvent, EventHead, HubEvent, WarningEvent } from "../../../domain/governance/event.ts";
import type { EndpointId, EventId } from "../../../domain/ids.ts";
import type { Log } from "../../../domain/log.ts";
import { Dispatcher } from "../../../webhooks/dispatcher.ts";
import type { Endpoint } from "../../../webhooks/endpoints/endpoint-schema.ts";
import type { EndpointAnswer } from "../../../webhooks/exchange.ts";
import { signerFor } from "../../../webhooks/formats/sign.ts";
import { type QueuedWork, queueDeliveries } from "../../../webhooks/queue-deliveries.ts";
import type { Sender, SendRequest } from "../../../webhooks/send.ts";
import { type WebhooksSettings, webhooksSettings } from "../../../webhooks/settings.ts";
import { aCase, aWarning } from "../../support/effects.ts";
import { caseEventOf, warningEventOf } from "../../support/events.ts";
import { InMemoryOutbox } from "../../support/in-memory-outbox.ts";
import { FakeTime } from "./fake-time.ts";

export const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
export const otherSecret = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

let events = 0;

interface EventFields extends Partial<Omit<EventHead, "id">> {
  readonly id?: string;
  readonly type?: CaseEvent["type"] | WarningEvent["type"];
  /** Worst level that the case ever had. */
  readonly peakLevel?: Level;
}

/** An event of a case, or of a warning where `type` says so. */
export function event({ type = "case.opened", peakLevel = "orange", ...fields }: EventFields = {}): HubEvent {
  events += 1;
  const at = Date.UTC(2021, 6, 20, 8);
  const id = (fields.id ?? `event-${events}`) as EventId;
  const head = { level: "orange", isUrgent: true, at, subject: `case-${events}`, ...fields, id } as const;
  switch (type) {
    case "case.opened":
    case "case.updated":
    case "case.closed":
      return caseEventOf(aCase({ level: head.level, peakLevel }), { ...head, type });
    case "warning.drafted":
    case "warning.issued":
    case "warning.updated":
    case "warning.lifted":
    case "warning.approved":
    case "warning.expired":
    case "warning.withdrawn":
      return warningEventOf(aWarning({ level: head.level ?? "blue" }), { ...head, type });
  }
}

export function endpoint(fields: Partial<Omit<Endpoint, "id">> & { readonly id?: string } = {}): Endpoint {
  const id = (fields.id ?? "dispatch") as EndpointId;
  return {
    url: `http://${id}.example/events`,
    events: ["*"],
    format: "cloudevents",
    secretEnv: "SECRET",
    ...fields,
    id,
  };
}

export const accepted: EndpointAnswer = {
  reason: "accepted",
  status: 200,
  detail: { zh: "应答 200", en: "answered 200" },
  retryAfterMs: null,
};
export const failed: EndpointAnswer = {
  reason: "server_error",
  status: 500,
  detail: { zh: "应答 500", en: "answered 500" },
  retryAfterMs: null,
};

export type AnswerTo = (request: SendRequest, count: number) => EndpointAnswer | Promise<EndpointAnswer>;

/** Remembers what was sent and answers as it is told. */
export class FakeSender implements Sender {
  readonly sent: { readonly host: string; readonly id: string; readonly at: number; readonly body: string }[] = [];
  readonly #time: FakeTime;
  readonly #answering: AnswerTo;

  constructor(time: FakeTime, answering: AnswerTo) {
    this.#time = time;
    this.#answering = answering;
  }

  async send(request: SendRequest): Promise<EndpointAnswer> {
    const host = new URL(request.url).hostname.split(".")[0] ?? "";
    this.sent.push({ host, id: request.headers["webhook-id"], at: this.#time.now(), body: request.body });
    return this.#answering(request, this.sent.length);
  }

  close(): void {}

  idsTo(host: string): readonly string[] {
    return this.sent.filter((sent) => sent.host === host).map(({ id }) => id);
  }
}

/** Never answers; gives up only when cut off, as a real connection does. */
export function hanging({ signal }: SendRequest): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}

export class LogLines implements Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: object }[] = [];
  debug(fields: object, message: string): void {
    this.lines.push({ level: "debug", message, fields });
  }
  info(fields: object, message: string): void {
    this.lines.push({ level: "info", message, fields });
  }
  warn(fields: object, message: string): void {
    this.lines.push({ level: "warn", message, fields });
  }
  error(fields: object, message: string): void {
    this.lines.push({ level: "error", message, fields });
  }
  errors(): readonly string[] {
    return this.lines.filter(({ level }) => level === "error").map(({ message }) => message);
  }
}

export interface DispatcherSetup {
  readonly time: FakeTime;
  readonly outbox: InMemoryOutbox;
  readonly sender: FakeSender;
  readonly log: LogLines;
  readonly dispatcher: Dispatcher;
  readonly settings: WebhooksSettings;
  /** Commits the deliveries of events and tells the dispatcher, as the hub does. */
  queue(events: readonly HubEvent[]): void;
}

/** A dispatcher on a fake clock with a fake network; not started yet. */
export function dispatcherSetup(options: {
  readonly answering: AnswerTo;
  readonly endpoints?: readonly Endpoint[];
  readonly settings?: Partial<WebhooksSettings>;
  readonly random?: () => number;
  readonly time?: FakeTime;
  readonly outbox?: InMemoryOutbox;
}): DispatcherSetup {
  const { time = new FakeTime(), outbox = new InMemoryOutbox(), endpoints = [endpoint()] } = options;
  outbox.clock = time.now;
  const sender = new FakeSender(time, options.answering);
  const log = new LogLines();
  const settings = webhooksSettings.parse({ ...options.settings });
  const signers = new Map(endpoints.map(({ id }) => [id, signerFor([secret])]));
  const { random = () => 0.5 } = options;
  const [clock, uptime, timers] = [time.now, time.now, time];
  const parts = { endpoints, signers, outbox, sender, settings, log, clock, uptime, random, timers };
  const dispatcher = new Dispatcher(parts);
  const queue = (told: readonly HubEvent[]): void =>
    dispatcher.queued(outbox.commit(deliveriesOf(told, endpoints, time.now())));
  return { time, outbox, sender, log, dispatcher, settings, queue };
}

export function deliveriesOf(told: readonly HubEvent[], endpoints: readonly Endpoint[], now: number): QueuedWork {
  return queueDeliveries(told, endpoints, { source: "urn:guanlan:test", now });
}
