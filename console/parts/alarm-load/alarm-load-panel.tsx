import type { ComponentChildren } from "preact";
import { levels } from "../../../domain/city/level.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { loadTexts } from "../../../locales/console/operations/alarm-load.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { AlarmLoad } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { dayTime } from "../city-time.ts";
import { Mark } from "../mark.tsx";
import { fixedNumber, percent, wholeNumber } from "../numbers.ts";
import { Loaded } from "../states.tsx";
import { LoadChart } from "./load-chart.tsx";
import { loadGrade } from "./load-grade.ts";
import "./alarm-load.css";

/** Counted anew by the clock and not by every alarm: a month of them is much to count. */
const countedEveryMs = 30_000;

/** How many alarms reached each officer, beside what ISA-18.2 holds to be manageable. @param span null for the last 24 hours */
export function AlarmLoadPanel({ span }: { readonly span: string | null }) {
  const say = useSay();
  const load = useResource<AlarmLoad>(span === null ? "/evaluation/load" : `/evaluation/load?${span}`);
  useEvery(countedEveryMs, load.reload);
  return (
    <section class="panel load" aria-label={say(loadTexts.title)}>
      <h3>{say(loadTexts.title)}</h3>
      <Loaded resource={load}>{(body) => <Load load={body} endsNow={span === null} />}</Loaded>
    </section>
  );
}

function Load({ load, endsNow }: { readonly load: AlarmLoad; readonly endsNow: boolean }) {
  const say = useSay();
  const { pages, officers, isWhole } = load;
  return (
    <>
      <ul class="load-figures">
        {endsNow && <Latest load={load} />}
        <Figures load={load} />
        <LevelMix load={load} />
      </ul>
      <LoadChart load={load} />
      <p class="small muted">
        {say(fill(loadTexts["in-all"], { pages: wholeNumber(pages) }))} ·{" "}
        {say(officers === 0 ? loadTexts["no-officers"] : fill(loadTexts.officers, { count: officers }))}{" "}
        {isWhole ? "" : say(loadTexts["not-whole"])}
      </p>
    </>
  );
}

function Latest({ load: { windows, officers, floodAbove } }: { readonly load: AlarmLoad }) {
  const perOfficer = (windows.at(-1) ?? 0) / Math.max(1, officers);
  return <Graded name={loadTexts.latest} perOfficer={perOfficer} floodAbove={floodAbove} />;
}

function Figures({ load }: { readonly load: AlarmLoad }) {
  const say = useSay();
  const { perOfficer, floodAbove, flooded, windows, worst, staleAlarms } = load;
  const floodShare = flooded / Math.max(1, windows.length);
  return (
    <>
      <Graded name={loadTexts["per-officer"]} perOfficer={perOfficer} floodAbove={floodAbove} />
      <Figure name={loadTexts.flooded} value={percent(floodShare)} isBad={floodShare >= 0.01}>
        {say(loadTexts["want-flood"])}
      </Figure>
      <Figure name={loadTexts.worst} value={fixedNumber(worst.pages, 1)} isBad={worst.pages > floodAbove}>
        {worst.pages === 0 ? "" : dayTime(worst.at)}
      </Figure>
      <Figure name={loadTexts.stale} value={wholeNumber(staleAlarms)} isBad={staleAlarms > 0}>
        {say(loadTexts["want-stale"])}
      </Figure>
    </>
  );
}

/** Pages for an officer in ten minutes, and how that is to be taken. */
function Graded({
  name,
  perOfficer,
  floodAbove,
}: {
  readonly name: BilingualText;
  readonly perOfficer: number;
  readonly floodAbove: number;
}) {
  const say = useSay();
  const grade = loadGrade(perOfficer, floodAbove);
  return (
    <Figure name={name} value={fixedNumber(perOfficer, 2)} isBad={grade !== "good"}>
      {say(fill(loadTexts[grade], { flood: floodAbove }))}
    </Figure>
  );
}

function LevelMix({ load: { byLevel, pages } }: { readonly load: AlarmLoad }) {
  const say = useSay();
  return (
    <li>
      <span class="muted small">{say(loadTexts.mix)}</span>
      <span class="mix">
        {levels.toReversed().map((level) => (
          <span key={level}>
            <Mark look={lookOfLevel(level)} size={18} /> {percent(pages === 0 ? null : byLevel[level] / pages)}
          </span>
        ))}
      </span>
      <span class="small muted">{say(loadTexts["want-mix"])}</span>
    </li>
  );
}

function Figure({
  name,
  value,
  isBad,
  children,
}: {
  readonly name: BilingualText;
  readonly value: string;
  readonly isBad: boolean;
  readonly children: ComponentChildren;
}) {
  const say = useSay();
  return (
    <li>
      <span class="muted small">{say(name)}</span>
      <strong class={isBad ? "tone-orange" : ""}>
        {isBad ? "! " : ""}
        {value}
      </strong>
      <span class="small muted">{children}</span>
    </li>
  );
}
