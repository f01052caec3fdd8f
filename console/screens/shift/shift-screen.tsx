import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { printCommand } from "../../parts/print.ts";
import { DailyReportPage } from "./daily-report.tsx";
import { DrillsPage } from "./drills.tsx";
import { HandoverPage } from "./handover-page.tsx";
import "./shift.css";
import "./sheet.css";

const tabs = ["handover", "report", "drills"] as const;

type Tab = (typeof tabs)[number];

/** Who is on duty and what was handed over; the report of a day; drills. `/shift/report/<date>` and `/shift/drills/<id>` too. */
export function ShiftScreen({ id }: ScreenProps) {
  const say = useSay();
  const [first = "", ...rest] = id.split("/");
  const tab: Tab = first === "report" || first === "drills" ? first : "handover";
  useCommands([...tabs.map(tabCommand), printCommand]);
  return (
    <div class="shift-screen">
      <nav class="tabs no-print" aria-label={say(shiftScreenTexts.title)}>
        {tabs.map((each, at) => (
          <a key={each} class="button" href={pathOfTab(each)} aria-current={each === tab ? "page" : undefined}>
            {say(shiftScreenTexts[`tab-${each}`])} <kbd class="key">{at + 1}</kbd>
          </a>
        ))}
      </nav>
      <PageOf tab={tab} id={tab === "handover" ? id : rest.join("/")} />
    </div>
  );
}

function PageOf({ tab, id }: { readonly tab: Tab; readonly id: string }) {
  switch (tab) {
    case "handover":
      return <HandoverPage postId={id} />;
    case "report":
      return <DailyReportPage date={id} />;
    case "drills":
      return <DrillsPage drillId={id} />;
  }
}

function pathOfTab(tab: Tab): string {
  return tab === "handover" ? pathOf("shift") : `${pathOf("shift")}/${tab}`;
}

function tabCommand(tab: Tab, at: number): Command {
  return {
    ...{ id: `shift-${tab}`, key: `${at + 1}`, title: shiftScreenTexts[`tab-${tab}`] },
    run: () => goTo(pathOfTab(tab)),
  };
}
