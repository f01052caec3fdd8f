import type { ApiErrorCode } from "./errors.ts";

/** How long a hub that is too busy is asked again; then what it says is its answer. */
const patientForMs = 30_000;

const tooBusy: ApiErrorCode = "api.overloaded";

/**
 * Asks a hub, and again when it wishes where it says that it is too busy just now: it has done nothing then. For those who call the
 * API, in a browser as well.
 *
 * @param ask makes the call anew each time; where it throws, so does this
 */
export async function askPatiently(ask: () => Promise<Response>): Promise<Response> {
  const patientUntil = performance.now() + patientForMs;
  for (;;) {
    const answer = await ask();
    const waitMs = await busyForMs(answer);
    if (waitMs === null || performance.now() + waitMs > patientUntil) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** Null where the answer is the last word. */
async function busyForMs(answer: Response): Promise<number | null> {
  const retryAfterS = Number(answer.headers.get("retry-after") ?? Number.NaN);
  if (answer.status !== 503 || !Number.isFinite(retryAfterS)) return null;
  const problem: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const isTooBusy = typeof problem === "object" && problem !== null && "code" in problem && problem.code === tooBusy;
  return isTooBusy ? retryAfterS * 1_000 : null;
}
