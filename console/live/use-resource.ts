import { useEffect, useRef, useState } from "preact/hooks";
import { callApi } from "../api/client.ts";
import type { ProblemBody } from "../api/wire.ts";
import { language } from "../app/language.ts";
import { onTopic, type Topic } from "./live.ts";

/** What is shown of an answer of the hub. A body that is there stays shown while it is asked for anew. */
export interface Resource<Body> {
  readonly body: Body | null;
  /** Why there is none, or no newer one. */
  readonly problem: ProblemBody | "unreached" | null;
  readonly isLoading: boolean;
  /** Asks for it now. */
  readonly reload: () => void;
}

/** Between two asks for the same, however often it changes. */
const atMostEveryMs = 300;

/**
 * An answer of the API, asked for anew whenever one of the topics moves.
 *
 * @param path below `/api/v1`; null asks for nothing
 */
export function useResource<Body>(path: string | null, topics: readonly Topic[] = []): Resource<Body> {
  const [shown, setShown] = useState<Omit<Resource<Body>, "reload"> & { readonly path: string | null }>(empty(path));
  const asking = useRef<Asking | null>(null);
  const topicKey = topics.join();
  useEffect(() => {
    if (path === null) return;
    const ask = new Asking(path, (answer) => setShown({ ...(answer as Omit<Resource<Body>, "reload">), path }));
    asking.current = ask;
    ask.soon();
    const ends = topicKey === "" ? [] : topicKey.split(",").map((topic) => onTopic(topic as Topic, () => ask.soon()));
    const endLanguage = language.subscribe(() => ask.soon());
    return () => {
      ask.stop();
      endLanguage();
      for (const end of ends) end();
    };
  }, [path, topicKey]);
  // Another path's body is never shown, not for one frame.
  const now = shown.path === path ? shown : empty<Body>(path);
  return { body: now.body, problem: now.problem, isLoading: now.isLoading, reload: () => asking.current?.soon() };
}

function empty<Body>(path: string | null) {
  return { body: null as Body | null, problem: null, isLoading: path !== null, path };
}

/** Asks for one path, never twice at once, and once more where it changed meanwhile. */
class Asking {
  readonly #path: string;
  readonly #show: (answer: Omit<Resource<unknown>, "reload">) => void;
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isUnderWay = false;
  #isWanted = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #body: unknown = null;
  #etag: string | null = null;

  constructor(path: string, show: (answer: Omit<Resource<unknown>, "reload">) => void) {
    this.#path = path;
    this.#show = show;
  }

  soon(): void {
    if (this.#abort.signal.aborted) return;
    if (this.#isUnderWay) {
      this.#isWanted = true;
      return;
    }
    this.#timer ??= setTimeout(() => void this.#ask(), Math.max(0, this.#lastAt + atMostEveryMs - performance.now()));
  }

  stop(): void {
    this.#abort.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    this.#timer = null;
    this.#isUnderWay = true;
    this.#isWanted = false;
    this.#lastAt = performance.now();
    const answer = await callApi<unknown>(this.#path, {
      signal: this.#abort.signal,
      ...(this.#etag === null ? {} : { ifNoneMatch: this.#etag }),
    });
    this.#isUnderWay = false;
    if (this.#abort.signal.aborted) return;
    switch (answer.kind) {
      case "ok":
        if (answer.status !== 304) this.#body = answer.body;
        this.#etag = answer.etag;
        this.#show({ body: this.#body, problem: null, isLoading: false });
        break;
      case "problem":
        this.#show({ body: this.#body, problem: answer.problem, isLoading: false });
        break;
      case "unreached":
        this.#show({ body: this.#body, problem: "unreached", isLoading: false });
    }
    if (this.#isWanted) this.soon();
  }
}
