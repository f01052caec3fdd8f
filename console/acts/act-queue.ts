import type { BilingualText } from "../../domain/text.ts";
import { type Answer, type CallOptions, callApi, me } from "../api/client.ts";
import type { ProblemBody } from "../api/wire.ts";
import { askAllAnew, liveness } from "../live/live.ts";
import { Store } from "../live/store.ts";
import { isDoneOnce } from "./done-once.ts";

/**
 * Something a person does, from the key to the hub's word on it. `waiting`: the hub is not reached, and it is sent once it is;
 * `unknown`: it was sent, and no answer came; never shown as done before the hub has said so.
 */
export interface Act {
  readonly key: string;
  /** Case, warning or whatever else it is about, to show it there. */
  readonly about: string;
  readonly words: BilingualText;
  /** Address of the screen where it was done. */
  readonly doneAt: string;
  readonly state: "pending" | "waiting" | "done" | "refused" | "unknown";
  /** Shown until it is dismissed: nobody may be looking by now. */
  readonly isKept: boolean;
  readonly problem: ProblemBody | null;
}

export interface ActRequest extends Pick<CallOptions, "body" | "ifMatch" | "method"> {
  readonly path: string;
  readonly about: string;
  readonly words: BilingualText;
  /** Kept and sent later where the hub is not reached, then of whatever revision; else asked again for a short while. */
  readonly mayWait?: boolean;
}

/** Newest last; what is done or refused at once stays shown for a while. */
export const acts = new Store<readonly Act[]>([]);

const shownForMs = 8_000;

const askAgainMs = 1_000;

/** How long an act is sent again whose answer does not come. */
const sentAgainForMs = 30_000;

/** Without the hub's word as yet. */
export function isOpen({ state }: Act): boolean {
  return state === "pending" || state === "waiting";
}

export function dismiss(key: string): void {
  acts.set(acts.value.filter((each) => each.key !== key));
}

/**
 * Does something by the API, shown from the first moment as pending, and never in the name of another than who does it.
 *
 * @returns the answer, or that none came
 */
export async function act<Body>(request: ActRequest): Promise<Answer<Body>> {
  const { about, words } = request;
  const accountId = me.value?.accountId;
  const isTheirs = () => me.value?.accountId === accountId;
  const key = crypto.randomUUID();
  const doneAt = location.pathname;
  acts.set([...acts.value, { key, about, words, doneAt, state: "pending", isKept: false, problem: null }]);
  const first = await send<Body>(request, key);
  const isLost = first.kind === "unreached";
  const answer = isLost ? await sendAgain<Body>(request, { key, isTheirs }) : first;
  show(key, answer, isLost || !isTheirs());
  // Refused upon something newer, which the stream has not told of yet.
  if (answer.kind === "problem" && answer.status === 412) askAllAnew();
  return answer;
}

function send<Body>({ path, method = "POST", body, ifMatch }: ActRequest, idempotencyKey: string) {
  return callApi<Body>(path, {
    method,
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    idempotencyKey,
  });
}

/** The same act, whose first answer did not come, until there is one or it is given up. */
async function sendAgain<Body>(
  request: ActRequest,
  { key, isTheirs }: { readonly key: string; readonly isTheirs: () => boolean },
): Promise<Answer<Body>> {
  const { ifMatch: _, ...ofAny } = request;
  const mayWait = request.mayWait === true;
  const until = performance.now() + (isDoneOnce(request.path) ? sentAgainForMs : 0);
  let [sent, once] = [request, key];
  if (mayWait) change(key, { state: "waiting" });
  while (mayWait || performance.now() < until) {
    // A stream is taken for live for seconds after it was lost.
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    if (mayWait) await untilLiveOr(() => !isTheirs());
    if (!isTheirs()) break;
    const answer = await send<Body>(sent, once);
    if (answer.kind === "ok") return answer;
    if (answer.kind === "unreached" || answer.status >= 500) continue;
    // What became of an act that was sent before is not said where the hub did not come to look at it.
    if (answer.status === 401 || answer.status === 403) break;
    if (!mayWait || answer.status !== 412) return answer;
    [sent, once] = [ofAny, crypto.randomUUID()];
  }
  return { kind: "unreached" };
}

/** @param isKept whether a refusal is */
function show(key: string, answer: Answer<unknown>, isKept: boolean): void {
  if (answer.kind === "unreached") change(key, { state: "unknown", isKept: true });
  else if (answer.kind === "problem") change(key, { state: "refused", problem: answer.problem, isKept });
  else change(key, { state: "done" });
  if (answer.kind === "ok" || (answer.kind === "problem" && !isKept)) setTimeout(() => dismiss(key), shownForMs);
}

function change(key: string, to: Partial<Act>): void {
  acts.set(acts.value.map((each) => (each.key === key ? { ...each, ...to } : each)));
}

function untilLiveOr(isGivenUp: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const look = () => {
      if (!liveness.value.isLive && !isGivenUp()) return;
      for (const end of ends) end();
      resolve();
    };
    ends.push(liveness.subscribe(look), me.subscribe(look));
    look();
  });
}
