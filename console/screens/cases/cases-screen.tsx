import { useMemo } from "preact/hooks";
import { caseTexts } from "../../../locales/console/case.ts";
import type { CasePage, CaseWithTimeline } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { isWall } from "../../app/view.ts";
import { backCommand, useCommands } from "../../commands/commands.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { NearPlaces } from "../../parts/gauges/near-places.tsx";
import { printCommand } from "../../parts/print.ts";
import { PrintHead } from "../../parts/print-head.tsx";
import { Loaded } from "../../parts/states.tsx";
import { CaseBelief } from "./case-belief.tsx";
import { CaseDeliveries } from "./case-deliveries.tsx";
import { mainGauges } from "./case-gauges.ts";
import { CaseHead } from "./case-head.tsx";
import { CaseLadder } from "./case-ladder.tsx";
import { CaseMovesPanel } from "./case-moves.tsx";
import { CasePlot } from "./case-plot.tsx";
import { CaseStages } from "./case-stages.tsx";
import { CaseTimeline } from "./case-timeline.tsx";
import { Queue } from "./queue/queue.tsx";
import "../../parts/work.css";
import "../../parts/queue.css";
import "./cases.css";

/** Open cases by what is due, and one of them whole. */
export function CasesScreen({ id }: ScreenProps) {
  const say = useSay();
  const cases = useResource<CasePage>("/cases?sort=due&counts=true&limit=200", ["cases"]);
  const go = (caseId: string) => goTo(pathOf("cases", caseId), { replace: id !== "" });
  // On a wall nobody chooses: the case that is due first is shown.
  const shown = id === "" && isWall() ? (cases.body?.rows[0]?.id ?? "") : id;
  useCommands(id === "" ? [] : [backCommand(caseTexts["back-command"], pathOf("cases"))]);
  return (
    <div class={shown === "" ? "work-screen" : "work-screen has-one"}>
      <Queue cases={cases} chosen={shown === "" ? null : shown} choose={go} open={go} />
      {shown === "" ? <p class="notice at-hand">{say(caseTexts.choose)}</p> : <OneCase id={shown} key={shown} />}
    </div>
  );
}

function OneCase({ id }: { readonly id: string }) {
  const shown = useResource<CaseWithTimeline>(`/cases/${encodeURIComponent(id)}`, ["cases"]);
  return <Loaded resource={shown}>{(of) => <WholeCase of={of} />}</Loaded>;
}

function WholeCase({ of }: { readonly of: CaseWithTimeline }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const alarms = Object.keys(of.activeAlarms).join();
  // Which gauges it is of changes with its alarms alone, seldom with a revision.
  const gauges = useMemo(() => (known === null ? [] : mainGauges(of, known)), [known, of.id, alarms]);
  useCommands([printCommand]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so has to be reached by keyboard */}
      <article class="case work-main" tabIndex={0} aria-label={say(of.title)}>
        <PrintHead />
        <CaseHead of={of} gauge={gauges[0]} />
        <CaseStages of={of} />
        <CasePlot of={of} gauges={gauges} />
        <CaseBelief of={of} gauge={gauges[0]} />
        <CaseTimeline of={of} />
      </article>
      <aside class="work-side">
        <CaseMovesPanel of={of} />
        <CaseLadder caseId={of.id} />
        <CaseDeliveries caseId={of.id} />
        <NearPlaces stationId={of.stationId} />
      </aside>
    </>
  );
}
