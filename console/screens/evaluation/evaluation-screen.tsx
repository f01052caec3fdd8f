import { useState } from "preact/hooks";
import { evaluationScreenTexts } from "../../../locales/console/evaluation.ts";
import { fill } from "../../../locales/fill.ts";
import type { Evaluation } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { hubNow } from "../../live/live.ts";
import { useResource } from "../../live/use-resource.ts";
import { AlarmLoadPanel } from "../../parts/alarm-load/alarm-load-panel.tsx";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { printCommand } from "../../parts/print.ts";
import { PrintHead } from "../../parts/print-head.tsx";
import { Loaded } from "../../parts/states.tsx";
import { CasesBehind } from "./cases-behind.tsx";
import { Definitions } from "./definitions.tsx";
import { type Asked, IndicatorTable } from "./indicator-table.tsx";
import { type Period, periodOf, spanQuery } from "./period.ts";
import { PeriodPicker } from "./period-picker.tsx";
import { RuleOutcomesPanel } from "./rule-outcomes-panel.tsx";
import "./evaluation.css";

const groupings = ["unit", "area", "class"] as const;

type Grouping = (typeof groupings)[number];

const keys: Readonly<Record<Grouping, string>> = { unit: "u", area: "o", class: "k" };

/** How cases were handled in a period, by unit, area or class, with the cases behind every number; and how many alarms came. */
export function EvaluationScreen() {
  const say = useSay();
  const [period, setPeriod] = useState<Period>(() => periodOf("week", hubNow()));
  const [by, setBy] = useState<Grouping>("unit");
  const [areaKind, setAreaKind] = useState<"district" | "street">("district");
  const [asked, setAsked] = useState<Asked | null>(null);
  const span = spanQuery(period);
  const query = by === "area" ? `by=area&areaKind=${areaKind}&${span}` : `by=${by}&${span}`;
  const shown = useResource<Evaluation>(`/evaluation?${query}`, ["cases"]);
  const commands = groupings.map((each): Command => groupCommand(each, () => setBy(each)));
  const narrower: Command = {
    ...{ id: "evaluation-narrower", key: "N", title: evaluationScreenTexts.narrower },
    run: () => setAreaKind(areaKind === "district" ? "street" : "district"),
  };
  useCommands([...commands, ...(by === "area" ? [narrower] : []), printCommand]);
  return (
    <div class="evaluation-screen">
      <PrintHead />
      <header>
        <h1>{say(evaluationScreenTexts.title)}</h1>
        <PeriodPicker period={period} onChange={setPeriod} />
        <div class="actions no-print">
          {commands.map((command, at) => (
            <span key={command.id} class={groupings[at] === by ? "pressed" : ""}>
              <CommandButton command={command} />
            </span>
          ))}
          {by === "area" && <CommandButton command={narrower} />}
          <CommandButton command={printCommand} />
          <a href={`/api/v1/evaluation?${query}&format=csv&bom=true`} download="evaluation.csv">
            {say(evaluationScreenTexts.csv)}
          </a>
        </div>
      </header>
      <AlarmLoadPanel span={span} />
      <RuleOutcomesPanel span={span} />
      <Loaded resource={shown}>
        {(body) => (
          <>
            <p class="muted">
              {say(fill(evaluationScreenTexts.span, { from: dayTime(body.from), to: dayTime(body.to) }))} ·{" "}
              {say(evaluationScreenTexts.by)} {say(evaluationScreenTexts[`by-${by}`])}
              {by === "area" && ` · ${say(evaluationScreenTexts[`area-${areaKind}`])}`}
            </p>
            {body.rows.length === 0 ? (
              <p class="notice">{say(evaluationScreenTexts.none)}</p>
            ) : (
              <IndicatorTable evaluation={body} ask={setAsked} />
            )}
            <Definitions definitions={body.definitions} />
          </>
        )}
      </Loaded>
      {asked !== null && <CasesBehind asked={asked} query={query} onClose={() => setAsked(null)} />}
    </div>
  );
}

function groupCommand(by: Grouping, run: () => void): Command {
  return { id: `evaluation-${by}`, key: keys[by], title: evaluationScreenTexts[`by-${by}`], run };
}
