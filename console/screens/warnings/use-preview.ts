import { useEffect, useState } from "preact/hooks";
import { callApi } from "../../api/client.ts";
import type { ProblemBody, WarningDraftBody, WarningPreview } from "../../api/wire.ts";
import { mode } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";

export type PreviewBody = { readonly warningId: string } | WarningDraftBody;

export interface Preview {
  readonly body: WarningPreview | null;
  readonly problem: ProblemBody | "unreached" | null;
}

const none: Preview = { body: null, problem: null };

/**
 * What would come of issuing a warning now.
 *
 * @param of null asks for nothing
 * @param revision asked for anew with every one
 */
export function usePreview(of: PreviewBody | null, revision: number): Preview {
  const modeNow = useStore(mode, (each) => each?.mode ?? null);
  const key = of === null ? null : JSON.stringify([of, revision, modeNow]);
  const [shown, setShown] = useState<Preview & { readonly key: string | null }>({ ...none, key: null });
  useEffect(() => {
    if (key === null || of === null) return;
    const abort = new AbortController();
    void ask(of, abort.signal).then((answer) => {
      if (!abort.signal.aborted) setShown({ ...answer, key });
    });
    return () => abort.abort();
    // What is asked for is in the key.
  }, [key]);
  return shown.key === key ? shown : none;
}

async function ask(body: PreviewBody, signal: AbortSignal): Promise<Preview> {
  const answer = await callApi<WarningPreview>("/warnings/preview", { method: "POST", body, signal });
  switch (answer.kind) {
    case "ok":
      return { body: answer.body, problem: null };
    case "problem":
      return { body: null, problem: answer.problem };
    case "unreached":
      return { body: null, problem: "unreached" };
  }
}
