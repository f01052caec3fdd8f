import type { City } from "../../domain/city/city.ts";
import type { WithheldFields } from "../../domain/people/withheld-fields.ts";
import { isoInstant } from "../../domain/time/iso-instant.ts";
import type { ApiDeps } from "../app.ts";
import { endpoint } from "../schemas/endpoint.ts";
import { mode as modeSchema } from "../schemas/governance/mode.ts";
import type { StreamTopic } from "../schemas/stream.ts";
import type { Scope } from "../scope/scope.ts";
import { withoutFields } from "../scope/withhold-fields.ts";
import { endpointViews } from "../views/console/endpoint-views.ts";
import type { Seen } from "../views/console/state-columns.ts";
import { modeView } from "../views/mode-view.ts";
import { sseBody } from "./sse.ts";
import { StateChanges } from "./state-changes.ts";

/** Topics that a pulse sends. */
const pulseTopics = ["beat", "state", "mode", "deliveries"] as const satisfies readonly StreamTopic[];

/** What a pulse is sent to. */
export interface PulseReceiver {
  readonly topics: ReadonlySet<StreamTopic>;
  /** What it may see. */
  readonly scope: Seen & Pick<Scope, "isWholeCity" | "fields">;
  sendNow(topic: StreamTopic, body: string): void;
}

/**
 * Once a second what a page shows beside events: that the stream lives and how far rules are, gauges that look otherwise, the
 * mode and endpoints where they changed. Each text is made once for all who see the same.
 */
export class Pulse {
  readonly #deps: ApiDeps;
  readonly #everyMs: number;
  readonly #receivers = new Set<PulseReceiver>();
  #changes = new Map<City, StateChanges>();
  #timer: NodeJS.Timeout | null = null;
  #mode: string;
  #endpoints: string | null = null;

  constructor(deps: ApiDeps, everyMs: number) {
    this.#deps = deps;
    this.#everyMs = everyMs;
    this.#mode = "";
  }

  /** Looks at what the receiver sees now: from here on it is told of every change. */
  add(receiver: PulseReceiver): void {
    if (!pulseTopics.some((topic) => receiver.topics.has(topic))) return;
    if (receiver.topics.has("state")) this.#changesOf(receiver.scope);
    if (this.#receivers.size === 0) this.#mode = this.#modeText();
    this.#receivers.add(receiver);
    this.#timer ??= setInterval(() => void this.#pulse(), this.#everyMs);
  }

  remove(receiver: PulseReceiver): void {
    this.#receivers.delete(receiver);
    if (this.#receivers.size > 0) return;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#changes = new Map();
    this.#endpoints = null;
  }

  async #pulse(): Promise<void> {
    try {
      this.#sendStates();
      this.#sendMode();
      this.#send("beat", this.#beatText());
      await this.#sendEndpoints();
    } catch (error) {
      this.#deps.log.warn({ err: error }, "a pulse of live streams was left out");
    }
  }

  #sendStates(): void {
    const now = this.#deps.clock();
    const texts = new Map([...this.#changes].map(([city, changes]) => [city, changes.next(now)]));
    for (const receiver of this.#receivers) {
      const text = texts.get(receiver.scope.city) ?? null;
      if (text !== null) receiver.sendNow("state", text);
    }
  }

  #sendMode(): void {
    const mode = this.#modeText();
    if (mode === this.#mode) return;
    this.#mode = mode;
    const whole = sseBody("mode", mode);
    for (const receiver of this.#receivers) {
      const { fields } = receiver.scope;
      receiver.sendNow("mode", fields.isAny ? sseBody("mode", this.#modeText(fields)) : whole);
    }
  }

  async #sendEndpoints(): Promise<void> {
    const told = [...this.#receivers].filter(({ topics, scope }) => topics.has("deliveries") && scope.isWholeCity);
    if (told.length === 0) return;
    const views = await endpointViews(this.#deps);
    const text = JSON.stringify({ endpoints: views });
    if (text === this.#endpoints) return;
    this.#endpoints = text;
    // Endpoints are of the whole city, and so are those who are told of them.
    for (const receiver of told) {
      const { fields } = receiver.scope;
      const shown = fields.isAny
        ? JSON.stringify({ endpoints: views.map((view) => withoutFields(endpoint, view, fields)) })
        : text;
      receiver.sendNow("deliveries", sseBody("deliveries", shown));
    }
  }

  #beatText(): string {
    const { clock, live, mode } = this.#deps;
    const beat = { now: isoInstant(clock()), journalSeq: live.lastJournalSeq(), rulesSeq: this.#deps.rulesSeq() };
    return sseBody("beat", JSON.stringify({ ...beat, mode: mode().mode }));
  }

  #modeText(fields: WithheldFields | null = null): string {
    const view = modeView(this.#deps);
    return JSON.stringify(fields === null ? view : withoutFields(modeSchema, view, fields));
  }

  #send(topic: StreamTopic, body: string): void {
    for (const receiver of this.#receivers) receiver.sendNow(topic, body);
  }

  #changesOf(seen: Seen): void {
    if (!this.#changes.has(seen.city)) this.#changes.set(seen.city, new StateChanges(seen, this.#deps.clock()));
  }
}
