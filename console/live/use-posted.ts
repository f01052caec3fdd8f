import { useEffect, useState } from "preact/hooks";
import { callApi } from "../api/client.ts";
import type { ProblemBody } from "../api/wire.ts";

/** What came of a question that is asked by POST and changes nothing. */
export interface Posted<Body> {
  readonly body: Body | null;
  readonly problem: ProblemBody | "unreached" | null;
  /** Asks once more. */
  readonly again: () => void;
}

/**
 * The answer to a question whose body says what is asked, such as a preview; asked with every other one.
 *
 * @param question null asks nothing
 * @param of what the answer hangs on beside the question: with another it is asked anew
 */
export function usePosted<Body>(path: string, question: object | null, of: string): Posted<Body> {
  const [round, setRound] = useState(0);
  const key = question === null ? null : JSON.stringify([path, question, of, round]);
  const [shown, setShown] = useState<Omit<Posted<Body>, "again"> & { readonly key: string | null }>(nothing(null));
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    // What is asked for is in the key.
    void callApi<Body>(path, { method: "POST", body: question, signal: abort.signal }).then((answer) => {
      if (abort.signal.aborted) return;
      if (answer.kind === "ok") setShown({ key, body: answer.body, problem: null });
      else setShown({ key, body: null, problem: answer.kind === "problem" ? answer.problem : "unreached" });
    });
    return () => abort.abort();
  }, [key]);
  // The answer to another question is never shown, not for one frame.
  const { body, problem } = shown.key === key ? shown : nothing(key);
  return { body, problem, again: () => setRound((count) => count + 1) };
}

function nothing(key: string | null) {
  return { key, body: null, problem: null };
}
