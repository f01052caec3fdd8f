import { useEffect, useState } from "preact/hooks";
import type { Mode as ModeName } from "../../../domain/city/mode.ts";
import { callApi } from "../../api/client.ts";
import type { ModePreview, ProblemBody } from "../../api/wire.ts";

export interface ShownPreview {
  readonly body: ModePreview | null;
  readonly problem: ProblemBody | "unreached" | null;
  /** Works it out anew. */
  readonly again: () => void;
}

/** What a switch would change, asked for with every choice; null asks for nothing. @param before the mode now */
export function useModePreview(wanted: ModeName | null, before: ModeName): ShownPreview {
  const [round, setRound] = useState(0);
  const key = wanted === null ? null : `${wanted} ${before} ${round}`;
  const [shown, setShown] = useState<Omit<ShownPreview, "again"> & { readonly key: string | null }>(nothing(null));
  useEffect(() => {
    if (key === null || wanted === null) return;
    const abort = new AbortController();
    void ask(wanted, key, abort.signal).then((answer) => {
      if (!abort.signal.aborted) setShown(answer);
    });
    return () => abort.abort();
  }, [key, wanted]);
  // Of another choice than the one that is shown nothing was seen.
  const { body, problem } = shown.key === key ? shown : nothing(key);
  return { body, problem, again: () => setRound((count) => count + 1) };
}

function nothing(key: string | null) {
  return { key, body: null, problem: null };
}

async function ask(mode: ModeName, key: string, signal: AbortSignal) {
  const answer = await callApi<ModePreview>("/mode/preview", { method: "POST", body: { mode }, signal });
  switch (answer.kind) {
    case "ok":
      return { key, body: answer.body, problem: null };
    case "problem":
      return { key, body: null, problem: answer.problem };
    case "unreached":
      return { key, body: null, problem: "unreached" as const };
  }
}
