import { levels } from "../../../domain/city/level.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { loadTexts } from "../../../locales/console/evaluation.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { AlarmLoad } from "../../api/wire-governance.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { dayTime } from "../../parts/city-day.ts";
import { Mark } from "../../parts/mark.tsx";
import { figure, percent } from "../../parts/numbers.ts";
import { Loaded } from "../../parts/states.tsx";
import { loadGrade } from "./load-grade.ts";

/** How many alarms reached each officer, beside what ISA-18.2 holds to be manageable. */
export function AlarmLoadPanel({ span }: { readonly span: string }) {
  const say = useSay();
  const load = useResource<AlarmLoad>(`/evaluation/load?${span}`, ["alarms"]);
  return (
    <section class="panel load" aria-label={say(loadTexts.title)}>
      <h3>{say(loadTexts.title)}</h3>
      <Loaded resource={load}>{(body) => <Figures load={body} />}</Loaded>
    </section>
  );
}

function Figures({ load }: { readonly load: AlarmLoad }) {
  const say = useSay();
  const { perOfficer, pages, officers, flooded, windows, worst, staleAlarms, isWhole } = load;
  const grade = loadGrade(perOfficer);
  const floodShare = (100 * flooded) / Math.max(1, windows);
  return (
    <>
      <ul class="load-figures">
        <Figure
          name={loadTexts["per-officer"]}
          value={figure(perOfficer, 2)}
          words={say(loadTexts[grade])}
          isBad={grade !== "good"}
        />
        <Figure
          name={loadTexts.flooded}
          value={percent(floodShare)}
          words={say(loadTexts["want-flood"])}
          isBad={floodShare >= 1}
        />
        <Figure
          name={loadTexts.worst}
          value={figure(worst.pages, 1)}
          words={worst.pages === 0 ? "" : dayTime(worst.at)}
          isBad={worst.pages > 10}
        />
        <Figure
          name={loadTexts.stale}
          value={figure(staleAlarms)}
          words={say(loadTexts["want-stale"])}
          isBad={staleAlarms > 0}
        />
        <li>
          <span class="muted small">{say(loadTexts.mix)}</span>
          <span class="mix">
            {levels.toReversed().map((level) => (
              <span key={level}>
                <Mark look={lookOfLevel(level)} size={18} />{" "}
                {pages === 0 ? "—" : percent((100 * load.byLevel[level]) / pages)}
              </span>
            ))}
          </span>
          <span class="small muted">{say(loadTexts["want-mix"])}</span>
        </li>
      </ul>
      <p class="small muted">
        {say(fill(loadTexts["of-pages"], { pages: figure(pages), officers }))}{" "}
        {isWhole ? "" : say(loadTexts["not-whole"])}
      </p>
    </>
  );
}

function Figure({
  name,
  value,
  words,
  isBad,
}: {
  readonly name: BilingualText;
  readonly value: string;
  readonly words: string;
  readonly isBad: boolean;
}) {
  const say = useSay();
  return (
    <li>
      <span class="muted small">{say(name)}</span>
      <strong class={isBad ? "tone-orange" : ""}>
        {isBad ? "! " : ""}
        {value}
      </strong>
      <span class="small muted">{words}</span>
    </li>
  );
}
