import { useState } from "preact/hooks";
import { isWarningOver } from "../../../domain/governance/warnings/warning-state.ts";
import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { me } from "../../api/client.ts";
import type { Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { mayRun } from "../../commands/commands.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded, Trouble } from "../../parts/states.tsx";
import { Bulletins } from "./bulletins.tsx";
import type { Edits } from "./edits.ts";
import { PreviewPanels } from "./preview/preview-panels.tsx";
import { usePreview } from "./preview/use-preview.ts";
import { WarningHead } from "./warning-head.tsx";
import { WarningMovesPanel } from "./warning-moves.tsx";
import { isWaiting } from "./warning-order.ts";
import { WarningSupports } from "./warning-supports.tsx";
import { WarningWords } from "./warning-words.tsx";

/** One warning whole: what it says, upon what, who is told, what was said before, and what can be done. */
export function OneWarning({ id }: { readonly id: string }) {
  const shown = useResource<Warning>(`/warnings/${encodeURIComponent(id)}`, ["warnings", "mode"]);
  return <Loaded resource={shown}>{(of) => <Shown of={of} />}</Loaded>;
}

function Shown({ of }: { readonly of: Warning }) {
  const say = useSay();
  const [edits, setEdits] = useState<Edits | null>(null);
  const isOver = isWarningOver(of);
  const isOuter = useIsOuter(of.areaCode);
  const mayDraft = mayRun({ right: "warnings.draft" }) && !isOuter;
  const preview = usePreview(isOver || !mayDraft ? null : { warningId: of.id }, of.revision);
  return (
    <>
      <article class="warning work-main">
        <WarningHead of={of} isOuter={isOuter} decides={preview.body?.decides ?? null} />
        <WarningWords of={of} edits={edits} setEdits={setEdits} isFixed={isOver || !mayDraft} />
        {!isOuter && <WarningSupports of={of} />}
        {preview.problem !== null && <Trouble problem={preview.problem} />}
        {preview.body !== null && <PreviewPanels of={preview.body} isPending={isWaiting(of)} />}
        <Bulletins of={of} />
      </article>
      <aside class="warning-side work-side">
        {isOuter ? (
          <p class="muted">{say(warningScreenTexts["of-outer-area"])}</p>
        ) : (
          <WarningMovesPanel of={of} edits={edits} setEdits={setEdits} />
        )}
      </aside>
    </>
  );
}

/** Whether an area is none of one's own but holds them: of its warnings the hub tells what the public is told. */
function useIsOuter(areaCode: string): boolean {
  const isOfPart = useStore(me, (who) => (who?.areaCodes.length ?? 0) > 0);
  const isOwn = useStore(catalogue, (known) => known?.areas.some(({ code }) => code === areaCode) ?? true);
  return isOfPart && !isOwn;
}
