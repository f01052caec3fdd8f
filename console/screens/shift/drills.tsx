import { useState } from "preact/hooks";
import { drillScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import { me } from "../../api/client.ts";
import type { Drill, DrillList, StartDrillBody } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { AreaName } from "../../parts/names.tsx";
import { Loaded } from "../../parts/states.tsx";
import { DrillReportSheet } from "./drill-report.tsx";
import { DrillStartDialog } from "./drill-start.tsx";

/** Drills, the newest first: begin one, end it, and read what became of its cases. */
export function DrillsPage({ drillId }: { readonly drillId: string }) {
  const say = useSay();
  const drills = useResource<DrillList>(me.value?.isWholeCity === true ? "/drills" : null, ["drills", "cases"]);
  const [isStarting, setStarting] = useState(false);
  const running = drills.body?.rows.find(({ endedAt }) => endedAt === null);
  const commands = drillCommands(running, {
    start: () => setStarting(true),
    end: (drill) => void endDrill(drill).then(drills.reload),
  });
  useCommands(commands);
  const start = async (body: StartDrillBody) => {
    const answer = await startDrill(body);
    drills.reload();
    return answer;
  };
  if (me.value?.isWholeCity !== true) return <p class="notice">{say(drillScreenTexts["whole-city"])}</p>;
  return (
    <div class="drills">
      <p class="actions no-print">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} look={command.id === "drill-start" ? "main" : ""} />
        ))}
      </p>
      <Loaded resource={drills} isEmpty={({ rows }) => rows.length === 0} empty={say(drillScreenTexts.none)}>
        {({ rows }) => (
          <ol class="drill-list no-print">
            {rows.toReversed().map((drill) => (
              <DrillLine key={drill.drillId} drill={drill} isChosen={drill.drillId === drillId} />
            ))}
          </ol>
        )}
      </Loaded>
      {drillId !== "" && <DrillReportSheet drillId={drillId} />}
      {isStarting && <DrillStartDialog onStart={start} onClose={() => setStarting(false)} />}
    </div>
  );
}

function drillCommands(
  running: Drill | undefined,
  run: { readonly start: () => void; readonly end: (drill: Drill) => void },
): readonly Command[] {
  return [
    { id: "drill-start", key: "b", title: drillScreenTexts.start, right: "drills.run", run: run.start },
    {
      ...{ id: "drill-end", key: "e", title: drillScreenTexts.end, right: "drills.run" },
      ...(running === undefined ? { disabledBecause: drillScreenTexts["not-running"] } : { about: running.drillId }),
      run: () => running !== undefined && run.end(running),
    },
  ];
}

function startDrill(body: StartDrillBody) {
  const what = drillScreenTexts.start;
  const words = { zh: `${what.zh}：${body.title}`, en: `${what.en}: ${body.title}` };
  return act<DrillList>({ path: "/drills", body, about: body.drillId, words });
}

function endDrill({ drillId, title }: Drill) {
  const what = drillScreenTexts.end;
  const words = { zh: `${what.zh}：${title}`, en: `${what.en}: ${title}` };
  return act<DrillList>({ path: `/drills/${encodeURIComponent(drillId)}/end`, about: drillId, words });
}

function DrillLine({ drill, isChosen }: { readonly drill: Drill; readonly isChosen: boolean }) {
  const say = useSay();
  const { drillId, title, areaCodes, startedAt, startedBy } = drill;
  return (
    <li class={isChosen ? "panel chosen" : "panel"}>
      <strong>{title}</strong> <span class="chip">{say(standing(drill))}</span>
      <br />
      <span class="muted">
        {say(fill(drillScreenTexts["started-by"], { by: startedBy, at: dayTime(startedAt) }))} ·{" "}
        {areaCodes.map((code) => (
          <span key={code}>
            <AreaName code={code} />{" "}
          </span>
        ))}
      </span>
      <a href={`/shift/drills/${encodeURIComponent(drillId)}`}>{say(drillScreenTexts.report)}</a>
    </li>
  );
}

function standing({ endedAt, endedBy, untilAt }: Drill) {
  if (endedAt === null) return fill(drillScreenTexts["under-way"], { at: dayTime(untilAt) });
  if (endedBy === null) return drillScreenTexts["ended-itself"];
  return fill(drillScreenTexts.ended, { by: endedBy, at: dayTime(endedAt) });
}
