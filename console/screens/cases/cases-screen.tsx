import { caseTexts } from "../../../locales/console/case.ts";
import type { CasePage, CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { CaseHead } from "./case-head.tsx";
import { CaseLadder } from "./case-ladder.tsx";
import { CaseMovesPanel } from "./case-moves.tsx";
import { CasePlot } from "./case-plot.tsx";
import { CaseStages } from "./case-stages.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { Queue } from "./queue.tsx";
import "./cases.css";

/** Open cases by what is due, and one of them whole. */
export function CasesScreen({ id }: ScreenProps) {
  const say = useSay();
  const cases = useResource<CasePage>("/cases?sort=due&counts=true&limit=200", ["cases"]);
  const go = (caseId: string) => goTo(pathOf("cases", caseId), { replace: id !== "" });
  return (
    <div class={id === "" ? "cases-screen" : "cases-screen has-case"}>
      <Queue cases={cases} chosen={id === "" ? null : id} choose={go} open={go} />
      {id === "" ? <p class="notice">{say(caseTexts.choose)}</p> : <OneCase id={id} key={id} />}
    </div>
  );
}

function OneCase({ id }: { readonly id: string }) {
  const say = useSay();
  const shown = useResource<CaseWithTimeline>(`/cases/${encodeURIComponent(id)}`, ["cases"]);
  return (
    <Loaded resource={shown}>
      {(of) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so has to be reached by keyboard */}
          <article class="case" tabIndex={0} aria-label={say(of.title)}>
            <CaseHead of={of} />
            <CaseStages of={of} />
            <CasePlot of={of} />
            <CaseTimeline of={of} />
          </article>
          <aside class="case-side">
            <CaseMovesPanel of={of} />
            <CaseLadder caseId={of.id} />
          </aside>
        </>
      )}
    </Loaded>
  );
}
