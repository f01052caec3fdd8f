import type { BilingualText } from "../../domain/text.ts";
import { type Answer, type CallOptions, callApi } from "../api/client.ts";
import type { ProblemBody } from "../api/wire.ts";
import { askAllAnew, liveness } from "../live/live.ts";
import { Store } from "../live/store.ts";

/**
 * Something a person does, from the key to the hub's word on it. `waiting`: the hub is not reached, and it is sent once it is;
 * never shown as done before the hub has said so.
 */
export interface Act {
  readonly key: string;
  /** Case, warning or whatever else it is about, to show it there. */
  readonly about: string;
  readonly words: BilingualText;
  readonly state: "pending" | "waiting" | "done" | "refused";
  readonly problem: ProblemBody | null;
}

export interface ActRequest extends Pick<CallOptions, "body" | "ifMatch" | "method"> {
  readonly path: string;
  readonly about: string;
  readonly words: BilingualText;
  /** Kept and sent later where the hub is not reached; else given up then. */
  readonly mayWait?: boolean;
}

/** Newest last; what is done or refused stays shown for a while. */
export const acts = new Store<readonly Act[]>([]);

const shownForMs = 8_000;

const askAgainMs = 1_000;

/** Does something by the API, shown from the first moment as pending. @returns the answer, once there is one */
export async function act<Body>(request: ActRequest): Promise<Answer<Body>> {
  const key = crypto.randomUUID();
  put({ key, about: request.about, words: request.words, state: "pending", problem: null });
  for (;;) {
    const answer = await callApi<Body>(request.path, {
      method: request.method ?? "POST",
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.ifMatch === undefined ? {} : { ifMatch: request.ifMatch }),
      idempotencyKey: key,
    });
    if (answer.kind === "unreached" && request.mayWait === true) {
      change(key, { state: "waiting" });
      // A stream is taken for live for seconds after it was lost.
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      await untilLive();
      continue;
    }
    if (answer.kind === "ok") change(key, { state: "done" });
    else change(key, { state: "refused", problem: answer.kind === "problem" ? answer.problem : null });
    // Refused upon something newer, which the stream has not told of yet.
    if (answer.kind === "problem" && answer.status === 412) askAllAnew();
    setTimeout(() => acts.set(acts.value.filter((each) => each.key !== key)), shownForMs);
    return answer;
  }
}

function put(one: Act): void {
  acts.set([...acts.value, one]);
}

function change(key: string, to: Partial<Act>): void {
  acts.set(acts.value.map((each) => (each.key === key ? { ...each, ...to } : each)));
}

function untilLive(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!liveness.value.isLive) return;
      end();
      resolve();
    };
    const end = liveness.subscribe(look);
    look();
  });
}
