import type { ComponentChildren } from "preact";
import type { BilingualText } from "../../../domain/text.ts";
import { governanceTexts } from "../../../locales/console/governance.ts";
import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge } from "../../../locales/looks.ts";
import { modeNames } from "../../../locales/modes.ts";
import type { Handover } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { dayTime } from "../../parts/city-time.ts";
import { StationName } from "../../parts/names.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import { PrintHead } from "../../parts/print-head.tsx";
import { GaugeStateWord } from "./gauge-state-word.tsx";
import { SheetCases } from "./sheet-cases.tsx";

type Sheet = Handover["sheet"];

/** How an area stood when its post was handed over, the gravest first; what is signed is this and nothing newer. */
export function HandoverSheet({
  handover,
  postName,
  shiftEndsAt,
}: {
  readonly handover: Handover;
  readonly postName: BilingualText;
  /** When the shift that runs now ends; null where nobody is on duty. */
  readonly shiftEndsAt: string | null;
}) {
  const say = useSay();
  const { sheet, from, to, notes, digest } = handover;
  const { openCases, overdue } = sheet;
  return (
    <>
      <PrintHead />
      <header>
        <h1>
          {say(shiftScreenTexts.sheet)} · {say(postName)}
        </h1>
        <p>
          <strong>{say(fill(shiftScreenTexts["from-to"], { from, to }))}</strong>{" "}
          <span class="muted">
            {say(fill(shiftScreenTexts["as-of"], { at: dayTime(sheet.at) }))} ·{" "}
            {say(fill(shiftScreenTexts.mode, { mode: modeNames[sheet.mode] }))}
          </span>
        </p>
        {notes !== "" && <p class="notes">{notes}</p>}
      </header>
      <Part title={shiftScreenTexts["open-cases"]} count={openCases.count} none={shiftScreenTexts["none-open"]}>
        <SheetCases sheet={sheet} />
        <LeftOut list={openCases} />
      </Part>
      <Part title={shiftScreenTexts.overdue} count={overdue.count} none={shiftScreenTexts["none-overdue"]}>
        <ul>
          {openCases.lines
            .filter(({ caseId }) => overdue.lines.includes(caseId))
            .map(({ caseId, title }) => (
              <li key={caseId}>
                <a href={`/cases/${encodeURIComponent(caseId)}`}>{say(title)}</a>
              </li>
            ))}
        </ul>
      </Part>
      <BlindSpots sheet={sheet} />
      <Silences sheet={sheet} shiftEndsAt={shiftEndsAt} />
      <Calls sheet={sheet} />
      <DeadLetters sheet={sheet} />
      <p class="small muted">{say(fill(shiftScreenTexts.digest, { digest: digest.slice(0, 16) }))}</p>
    </>
  );
}

function Part({
  title,
  count,
  none,
  children,
}: {
  readonly title: BilingualText;
  readonly count: number;
  readonly none: BilingualText;
  readonly children: ComponentChildren;
}) {
  const say = useSay();
  return (
    <section class="part">
      <h2>
        {say(title)} <span class="count">{wholeNumber(count)}</span>
      </h2>
      {count === 0 ? <p class="muted">{say(none)}</p> : children}
    </section>
  );
}

/** A list says how much of it is not shown. */
function LeftOut({
  list: { count, lines },
}: {
  readonly list: { readonly count: number; readonly lines: readonly unknown[] };
}) {
  const say = useSay();
  const left = count - lines.length;
  return left > 0 ? <p class="muted">{say(fill(governanceTexts["left-out"], { count: left }))}</p> : null;
}

function BlindSpots({ sheet: { blindSpots } }: { readonly sheet: Sheet }) {
  return (
    <Part title={shiftScreenTexts["blind-spots"]} count={blindSpots.count} none={shiftScreenTexts["none-blind"]}>
      <ul class="columns">
        {blindSpots.lines.map(({ gaugeId, stationId, state }) => (
          <li key={gaugeId}>
            <span class="tone-unknown" aria-hidden="true">
              {lookOfGauge("silent").mark}
            </span>{" "}
            <StationName id={stationId} /> <span class="small muted">{gaugeId}</span> <GaugeStateWord state={state} />
          </li>
        ))}
      </ul>
      <LeftOut list={blindSpots} />
    </Part>
  );
}

function Silences({
  sheet: { silences },
  shiftEndsAt,
}: {
  readonly sheet: Sheet;
  readonly shiftEndsAt: string | null;
}) {
  const say = useSay();
  return (
    <Part title={shiftScreenTexts.silences} count={silences.count} none={shiftScreenTexts["none-silent"]}>
      <ul>
        {silences.lines
          .toSorted((a, b) => Date.parse(a.untilAt) - Date.parse(b.untilAt))
          .map(({ id, reason, untilAt }) => (
            <li key={id}>
              {say(fill(shiftScreenTexts.until2, { reason, at: dayTime(untilAt) }))}{" "}
              {shiftEndsAt !== null && Date.parse(untilAt) <= Date.parse(shiftEndsAt) && (
                <span class="chip">! {say(shiftScreenTexts["ends-in-shift"])}</span>
              )}
            </li>
          ))}
      </ul>
      <LeftOut list={silences} />
    </Part>
  );
}

function Calls({ sheet: { unansweredCalls } }: { readonly sheet: Sheet }) {
  const say = useSay();
  return (
    <Part
      title={shiftScreenTexts["unanswered-calls"]}
      count={unansweredCalls.count}
      none={shiftScreenTexts["none-calls"]}
    >
      <ul>
        {unansweredCalls.lines.map(({ caseId, to, askedAt }) => (
          <li key={`${caseId} ${askedAt}`}>
            {to === null ? say(shiftScreenTexts.nobody) : say(to)} · {dayTime(askedAt)} ·{" "}
            <a href={`/cases/${encodeURIComponent(caseId)}`}>{caseId}</a>
          </li>
        ))}
      </ul>
      <LeftOut list={unansweredCalls} />
    </Part>
  );
}

function DeadLetters({ sheet: { deadLetters } }: { readonly sheet: Sheet }) {
  const say = useSay();
  return (
    <Part title={shiftScreenTexts["dead-letters"]} count={deadLetters.count} none={shiftScreenTexts["none-dead"]}>
      <ul>
        {deadLetters.lines.map(({ endpointId, lostUrgents }) => (
          <li key={endpointId}>
            {say(fill(shiftScreenTexts["dead-letter"], { endpoint: endpointId, count: lostUrgents }))}
          </li>
        ))}
      </ul>
    </Part>
  );
}
