import type { WarningDraftBody, WarningPreview } from "../../../api/wire.ts";
import { mode } from "../../../live/live.ts";
import { useStore } from "../../../live/store.ts";
import { type Posted, usePosted } from "../../../live/use-posted.ts";

/**
 * What would come of issuing a warning now.
 *
 * @param of null asks for nothing
 * @param revision asked for anew with every one
 */
export function usePreview(
  of: { readonly warningId: string } | WarningDraftBody | null,
  revision: number,
): Posted<WarningPreview> {
  const modeNow = useStore(mode, (each) => each?.mode ?? "");
  return usePosted<WarningPreview>("/warnings/preview", of, `${revision} ${modeNow}`);
}
