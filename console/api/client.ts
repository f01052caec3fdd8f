import { askPatiently } from "../../api/ask-patiently.ts";
import type { ApiErrorCode } from "../../api/errors.ts";
import type { BilingualText } from "../../domain/text.ts";
import { sessionTexts } from "../../locales/console/frame.ts";
import { fill } from "../../locales/fill.ts";
import { language, setLanguage } from "../app/language.ts";
import { Store } from "../live/store.ts";
import type { Me, ProblemBody, SessionNow } from "./wire.ts";

/** Who is signed in; null before anybody is, undefined while that is asked. */
export const me = new Store<Me | null | undefined>(undefined);

/** Whether a session ended without being ended on this page. */
export const isSessionOver = new Store(false);

/** What the hub answered. */
export type Answer<Body> =
  | { readonly kind: "ok"; readonly status: number; readonly body: Body; readonly etag: string | null }
  | Refused
  /** No answer came: the hub is away, or the way to it. */
  | { readonly kind: "unreached" };

interface Refused {
  readonly kind: "problem";
  readonly status: number;
  readonly problem: ProblemBody;
}

export interface CallOptions {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** Revision that the caller looked at. */
  readonly ifMatch?: number;
  /** The same key, the same act: sent again after a lost answer it does no harm. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  readonly ifNoneMatch?: string;
  /** Of the session that calls; that of whoever is signed in now where it is left out. */
  readonly csrfToken?: string | null;
}

/** A way that takes a question in and gives nothing back is no way: the hub answers everything within seconds. */
const answerWithinMs = 10_000;

/**
 * Calls the hub's API with the session's cookie, patiently where the hub is too busy, and in the name of whoever is signed in
 * as it is called and of nobody else. Does not throw.
 *
 * @param path below `/api/v1`
 */
export async function callApi<Body>(path: string, options: CallOptions = {}): Promise<Answer<Body>> {
  const caller = me.value;
  const answer = await callOnce<Body>(path, { csrfToken: caller?.csrfToken ?? null, ...options });
  if (answer.kind !== "problem" || caller === null || caller === undefined || path === "/session") return answer;
  if (answer.status === 401) return becomePageOf(null, caller, answer);
  return isOfAnotherSession(answer) ? callAgain(path, { options, caller, refused: answer }) : answer;
}

/** Whether the browser's cookie is not of the session that called. */
export function isOfAnotherSession({ problem: { code } }: Refused): boolean {
  const forged: ApiErrorCode = "api.csrf";
  return code === forged;
}

/** Once more where the same person has signed in anew, as in another tab. */
async function callAgain<Body>(
  path: string,
  { options, caller, refused }: { readonly options: CallOptions; readonly caller: Me; readonly refused: Refused },
): Promise<Answer<Body>> {
  const now = await callOnce<SessionNow>("/session", {});
  if (now.kind !== "ok") return { kind: "unreached" };
  const who = now.body.me;
  if (who?.accountId !== caller.accountId) return becomePageOf(who, caller, refused);
  if (me.value?.csrfToken === caller.csrfToken) me.set(who);
  return callOnce<Body>(path, { ...options, csrfToken: who.csrfToken });
}

/** The page becomes that of whoever this browser's session is of. @returns the refusal, in words for who was here */
function becomePageOf(who: Me | null, caller: Me, refused: Refused): Refused {
  const words: BilingualText =
    who === null ? sessionTexts.over : fill(sessionTexts["another-person"], { name: who.name, before: caller.name });
  // An answer to a session before this one says nothing of it.
  if (me.value?.csrfToken === caller.csrfToken) {
    isSessionOver.set(who === null);
    me.set(who);
  }
  return { ...refused, problem: { ...refused.problem, detail: words[language.value] } };
}

async function callOnce<Body>(path: string, options: CallOptions): Promise<Answer<Body>> {
  const { method = "GET", body, signal } = options;
  const ask = (): Promise<Response> =>
    fetch(`/api/v1${path}`, {
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
  try {
    const response = await askPatiently(ask);
    if (response.status === 304)
      return { kind: "ok", status: 304, body: undefined as Body, etag: options.ifNoneMatch ?? null };
    const read: unknown = await response.json();
    if (response.ok)
      return { kind: "ok", status: response.status, body: read as Body, etag: response.headers.get("etag") };
    return { kind: "problem", status: response.status, problem: read as ProblemBody };
  } catch {
    return { kind: "unreached" };
  }
}

function headersOf({
  method = "GET",
  body,
  ifMatch,
  idempotencyKey,
  ifNoneMatch,
  csrfToken,
}: CallOptions): HeadersInit {
  return {
    accept: "application/json",
    "accept-language": language.value,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
    ...(ifNoneMatch === undefined ? {} : { "if-none-match": ifNoneMatch }),
    ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    ...(method === "GET" || csrfToken === undefined || csrfToken === null ? {} : { "x-guanlan-csrf": csrfToken }),
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
