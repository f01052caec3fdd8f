import { askMe, callApi, isOfAnotherSession, me } from "../api/client.ts";
import { Store } from "../live/store.ts";
import { acts, isOpen } from "./act-queue.ts";

const kept = "guanlan.ending-session";

const askAgainMs = 1_000;

/** The session that is being ended, by its CSRF token, until the hub has said that it is over; kept where the page is loaded anew. */
export const endingSession = new Store<string | null>(localStorage.getItem(kept));

/** Whether it is asked if acts without an answer are to be given up. */
export const isLeaveAsked = new Store(false);

/** Ends the session, and asks first where that gives up acts. */
export function signOut(): void {
  if (acts.value.some(isOpen)) isLeaveAsked.set(true);
  else leave();
}

/** Ends the session; the page where one signs in comes once the hub has said so. */
export function leave(): void {
  isLeaveAsked.set(false);
  const token = me.value?.csrfToken ?? null;
  if (token !== null) localStorage.setItem(kept, token);
  endingSession.set(token);
  me.set(null);
  void askWhoIsHere();
}

/** Asks who is signed in, once a session that was to be ended is. */
export async function askWhoIsHere(): Promise<void> {
  const csrfToken = endingSession.value;
  while (csrfToken !== null && !(await isOver(csrfToken)))
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  localStorage.removeItem(kept);
  await askMe();
  endingSession.set(null);
}

/** Ends a session. @returns false where the hub has not said so; true also where this browser has another by now */
async function isOver(csrfToken: string): Promise<boolean> {
  const answer = await callApi("/session", { method: "DELETE", csrfToken });
  return answer.kind === "ok" || (answer.kind === "problem" && (answer.status === 401 || isOfAnotherSession(answer)));
}
