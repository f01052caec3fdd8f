import { language, setLanguage } from "../app/language.ts";
import { Store } from "../live/store.ts";
import type { Me, ProblemBody, SessionNow } from "./wire.ts";

/** Who is signed in; null before anybody is, undefined while that is asked. */
export const me = new Store<Me | null | undefined>(undefined);

/** What the hub answered. */
export type Answer<Body> =
  | { readonly kind: "ok"; readonly status: number; readonly body: Body; readonly etag: string | null }
  | { readonly kind: "problem"; readonly status: number; readonly problem: ProblemBody }
  /** No answer came: the hub is away, or the way to it. */
  | { readonly kind: "unreached" };

export interface CallOptions {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** Revision that the caller looked at. */
  readonly ifMatch?: number;
  /** The same key, the same act: sent again after a lost answer it does no harm. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  readonly ifNoneMatch?: string;
}

/** A way that takes a question in and gives nothing back is no way: the hub answers everything within seconds. */
const answerWithinMs = 10_000;

/** How long a hub that is too busy is asked again, as it wishes; then what it says is shown. */
const patientForMs = 30_000;

/**
 * Calls the hub's API with the session's cookie; asks again where the hub says that it is too busy just now and has done nothing.
 * Does not throw.
 *
 * @param path below `/api/v1`
 */
export async function callApi<Body>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
  const patientUntil = performance.now() + patientForMs;
  for (;;) {
    const { answer, againAfterMs } = await callOnce<Body>(path, options);
    if (againAfterMs === null || performance.now() + againAfterMs > patientUntil) return answer;
    await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    if (options.signal?.aborted === true) return answer;
  }
}

interface Called<Body> {
  readonly answer: Answer<Body>;
  /** Null where the answer is the last word. */
  readonly againAfterMs: number | null;
}

async function callOnce<Body>(path: string, options: CallOptions): Promise<Called<Body>> {
  const { method = "GET", body, signal, ifNoneMatch = null } = options;
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: headersOf(options),
      credentials: "same-origin",
      cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal:
        signal === undefined
          ? AbortSignal.timeout(answerWithinMs)
          : AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    if (response.status === 304)
      return lastWord({ kind: "ok", status: 304, body: undefined as Body, etag: ifNoneMatch });
    const read: unknown = await response.json();
    if (response.ok)
      return lastWord({ kind: "ok", status: response.status, body: read as Body, etag: response.headers.get("etag") });
    if (response.status === 401 && path !== "/session") me.set(null);
    const problem = read as ProblemBody;
    const retryAfterS = Number(response.headers.get("retry-after") ?? Number.NaN);
    return {
      answer: { kind: "problem", status: response.status, problem },
      againAfterMs: problem.code === "api.overloaded" && Number.isFinite(retryAfterS) ? retryAfterS * 1_000 : null,
    };
  } catch {
    return lastWord({ kind: "unreached" });
  }
}

function lastWord<Body>(answer: Answer<Body>): Called<Body> {
  return { answer, againAfterMs: null };
}

function headersOf({ method = "GET", body, ifMatch, idempotencyKey, ifNoneMatch }: CallOptions): HeadersInit {
  const csrf = me.value?.csrfToken;
  return {
    accept: "application/json",
    "accept-language": language.value,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
    ...(ifNoneMatch === undefined ? {} : { "if-none-match": ifNoneMatch }),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    ...(method === "GET" || csrf === undefined || csrf === null ? {} : { "x-guanlan-csrf": csrf }),
  };
}

/** Whether this page was opened by the link of a demonstration: somebody sees the console for the first time. */
export let isNewcomer = false;

/** Whether the link that this page was opened by was good no more. */
export const isLinkUsed = new Store(false);

/** What the page was told as it asked who is signed in: how one may sign in, and why that was refused. */
export const signInWays = new Store<SessionNow | null>(null);

/** Asks who is signed in; a link that is good once signs in first. Codes that the page was opened with are asked about. */
export async function askMe(): Promise<void> {
  const hash = location.hash.slice(1);
  const code = new URLSearchParams(hash).get("once");
  const isRefused = hash.startsWith("refused=");
  // Out of the address before anything else: it is in no history that way.
  const isNewSession = hash === "signed-in";
  if (code !== null || isRefused || isNewSession) history.replaceState(null, "", location.pathname);
  if (code !== null) {
    const linked = await callApi<Me>("/session/link", { method: "POST", body: { code } });
    if (linked.kind === "ok") {
      isNewcomer = true;
      me.set(linked.body);
      return;
    }
    isLinkUsed.set(linked.kind === "problem");
  }
  const answer = await callApi<SessionNow>(isRefused ? `/session?${hash}` : "/session");
  if (answer.kind === "ok") {
    signInWays.set(answer.body);
    const inLanguage = answer.body.me?.language;
    if (isNewSession && inLanguage) setLanguage(inLanguage);
    me.set(answer.body.me);
  }
  if (answer.kind === "problem") me.set(null);
}
