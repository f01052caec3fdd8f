import { callApi } from "../api/client.ts";
import type { Catalogue, Mode, StateAnswer } from "../api/wire.ts";
import { type Columns, changeColumns, columnsOf, type StateChange } from "./columns.ts";
import { Store } from "./store.ts";

/** Things that the hub tells of as they change; what is shown of them is asked for anew then. */
export type Topic =
  | "cases"
  | "warnings"
  | "calls"
  | "alarms"
  | "deliveries"
  | "mode"
  | "shifts"
  | "responses"
  | "drills"
  | "rules";

/** How the stream stands. `pictureAt`: hub's clock of the newest sign of life; null before the first. */
export interface Liveness {
  readonly isLive: boolean;
  readonly pictureAt: number | null;
  /** Attempts to connect since it was last live. */
  readonly attempts: number;
  /** Seconds that rules are behind what came in, as far as a beat tells; null where unknown. */
  readonly lagRows: number | null;
}

interface Beat {
  readonly now: string;
  readonly journalSeq: number;
  readonly rulesSeq: number;
  readonly mode: string;
}

/** Without a beat for so long the picture is old: beats come every second. */
const staleAfterMs = 5_000;

export const catalogue = new Store<Catalogue | null>(null);
export const columns = new Store<Columns | null>(null);
export const mode = new Store<Mode | null>(null);
export const liveness = new Store<Liveness>({ isLive: false, pictureAt: null, attempts: 0, lagRows: null });

/** Hub's clock less ours, ms, by the newest beat. */
let clockOffsetMs = 0;
let beatAt: number | null = null;

/** The hub's clock now, ms since 1970. */
export function hubNow(): number {
  return Date.now() + clockOffsetMs;
}

type Listener = (data: unknown) => void;

const invalidated = new Map<Topic, Set<Listener>>();

/** Calls whenever something of a topic changed, with the event that told of it. @returns ends it */
export function onTopic(topic: Topic, listener: Listener): () => void {
  const listeners = invalidated.get(topic) ?? new Set<Listener>();
  invalidated.set(topic, listeners);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Has everything that is shown asked for anew. */
export function askAllAnew(): void {
  for (const topic of allTopics) emit(topic, null);
}

function emit(topic: Topic, data: unknown): void {
  for (const listener of invalidated.get(topic) ?? []) listener(data);
}

const allTopics: readonly Topic[] = [
  "cases",
  "warnings",
  "calls",
  "alarms",
  "deliveries",
  "mode",
  "shifts",
  "responses",
  "drills",
  "rules",
];

/** The live stream of one session: joins snapshot and stream without a gap, and judges liveness by what arrives. */
export class LiveConnection {
  #source: EventSource | null = null;
  #judgeTimer: ReturnType<typeof setInterval> | null = null;
  #isStopped = false;
  #retry: ReturnType<typeof setTimeout> | null = null;
  /** Changes that came before the picture; null once it is there. */
  #early: StateChange[] | null = [];
  #hasPicture = false;
  #openedAt = 0;

  start(): void {
    this.#judgeTimer = setInterval(() => this.#judge(), 500);
    this.#open();
  }

  stop(): void {
    this.#isStopped = true;
    this.#source?.close();
    if (this.#judgeTimer !== null) clearInterval(this.#judgeTimer);
    if (this.#retry !== null) clearTimeout(this.#retry);
    liveness.set({ ...liveness.value, isLive: false });
  }

  /**
   * The stream first, the picture once the stream is ready: of every change from then on we are told, so that the picture of a
   * later moment and the changes after it leave no gap.
   */
  #open(): void {
    if (this.#isStopped) return;
    const source = new EventSource("/api/v1/stream?topics=events,alarms,state,mode,deliveries,beat");
    this.#source = source;
    this.#openedAt = performance.now();
    this.#early = [];
    source.addEventListener("ready", () => void this.#load(source));
    source.addEventListener("beat", ({ data }) => this.#beat(JSON.parse(data) as Beat));
    source.addEventListener("state", ({ data }) => this.#changed(JSON.parse(data) as StateChange));
    source.addEventListener("mode", ({ data }) => {
      mode.set(JSON.parse(data) as Mode);
      emit("mode", null);
    });
    source.addEventListener("alarm", ({ data }) => emit("alarms", JSON.parse(data)));
    source.addEventListener("deliveries", ({ data }) => emit("deliveries", JSON.parse(data)));
    source.addEventListener("event", ({ data }) => emitEvent(JSON.parse(data) as { readonly type: string }));
    source.addEventListener("error", () => this.#openAgain());
  }

  async #load(source: EventSource): Promise<void> {
    const isWanted = () => this.#source === source;
    const pictureAt = await loadPicture(isWanted);
    if (!isWanted()) return;
    if (pictureAt === null) {
      this.#openAgain();
      return;
    }
    for (const change of this.#early ?? []) if (change.at > pictureAt) applyChange(change);
    this.#early = null;
    this.#hasPicture = true;
  }

  #changed(change: StateChange): void {
    if (this.#early === null) applyChange(change);
    else this.#early.push(change);
  }

  #openAgain(): void {
    this.#source?.close();
    this.#source = null;
    this.#hasPicture = false;
    this.#openLater();
  }

  #openLater(): void {
    if (this.#isStopped || this.#retry !== null) return;
    const attempts = liveness.value.attempts + 1;
    liveness.set({ ...liveness.value, attempts });
    const waitMs = Math.min(10_000, 500 * 2 ** Math.min(attempts, 5)) * (0.5 + Math.random() / 2);
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#open();
    }, waitMs);
  }

  #beat({ now, journalSeq, rulesSeq }: Beat): void {
    const at = Date.parse(now);
    clockOffsetMs = at - Date.now();
    beatAt = performance.now();
    // Without the picture of this connection what is shown is the one of the last.
    if (!this.#hasPicture) return;
    liveness.set({ isLive: true, pictureAt: at, attempts: 0, lagRows: Math.max(0, journalSeq - rulesSeq) });
  }

  /** An open socket proves nothing: only what arrives does. A connection that was just opened has its time to say something. */
  #judge(): void {
    const now = performance.now();
    const isOld = beatAt === null || now - beatAt > staleAfterMs;
    if (isOld && liveness.value.isLive) liveness.set({ ...liveness.value, isLive: false });
    const heardAt = Math.max(beatAt ?? 0, this.#openedAt);
    if (this.#source !== null && now - heardAt > 2 * staleAfterMs) this.#openAgain();
  }
}

function applyChange(change: StateChange): void {
  const now = columns.value;
  if (now !== null) columns.set(changeColumns(now, change));
}

/**
 * Loads catalogue, state and mode.
 *
 * @param isWanted whether they are still waited for once they are there; else nothing is shown of them
 * @returns moment of the state, ms; null where the hub did not answer
 */
async function loadPicture(isWanted: () => boolean): Promise<number | null> {
  const [catalogued, state, modeNow] = await Promise.all([
    callApi<Catalogue>("/catalogue"),
    callApi<StateAnswer>("/state"),
    callApi<Mode>("/mode"),
  ]);
  if (!isWanted() || catalogued.kind !== "ok" || state.kind !== "ok" || modeNow.kind !== "ok") return null;
  catalogue.set(catalogued.body);
  columns.set(columnsOf(state.body));
  mode.set(modeNow.body);
  // Whatever happened while nobody listened.
  askAllAnew();
  return Date.parse(state.body.at);
}

/** What an event is about, by the first part of its type. */
const topicsOfEvents: Readonly<Record<string, Topic>> = {
  case: "cases",
  warning: "warnings",
  call: "calls",
  shift: "shifts",
  response: "responses",
};

function emitEvent(event: { readonly type: string }): void {
  const [subject = ""] = event.type.split(".");
  const topic = topicsOfEvents[subject];
  if (topic !== undefined) emit(topic, event);
}
