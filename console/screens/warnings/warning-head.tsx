import type { BilingualText } from "../../../domain/text.ts";
import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { partNames, warningStateNames } from "../../../locales/messages/warning-moves.ts";
import { levelNames } from "../../../locales/names.ts";
import { marks } from "../../../locales/shared.ts";
import type { Warning, WarningPreview } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { areaPathOf } from "../../live/area-path.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { Mark } from "../../parts/mark.tsx";
import { shortTime, useHubClock } from "../../parts/times.tsx";
import { DecisionClock } from "./decision-clock.tsx";
import { isWaiting, levelAsked } from "./warning-order.ts";

/** What it is, where, how grave, by whom, and by when somebody decides. */
export function WarningHead({
  of,
  isOuter,
  decides,
}: {
  readonly of: Warning;
  /** Of an area around one's own, which only the title names. */
  readonly isOuter: boolean;
  readonly decides: WarningPreview["decides"];
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useHubClock(60_000);
  const place = areaPathOf(known, of.areaCode).map(say).join(" › ");
  return (
    <header class="warning-head">
      <Mark look={lookOfLevel(of.level)} size={52} />
      <div>
        <h1>
          {say(of.title)} · {say(levelNames[of.level])}
        </h1>
        <p class="muted">
          {isOuter ? "" : `${place} · `}
          {say(fill(warningScreenTexts.revision, { revision: of.revision }))}
        </p>
        <p class="marks">
          <span class="chip">{say(warningStateNames[of.state])}</span>
          {of.isExercise === true && <span class="chip">{say(warningScreenTexts.exercise)}</span>}
          {of.proposal !== undefined && (
            <span class="chip">
              <Mark look={lookOfLevel(levelAsked(of))} size={16} />
              {say(fill(warningScreenTexts["proposed-level"], { level: levelNames[of.proposal.level] }))}
            </span>
          )}
          {(isOuter ? [] : wordsOfPeople(of)).map((words) => (
            <span key={words.en} class="chip">
              {say(words)}
            </span>
          ))}
        </p>
        {isWaiting(of) && decides !== null && <p class="small muted">{say(wordsOfPolicy(decides))}</p>}
      </div>
      <div class="due">
        {isWaiting(of) && <DecisionClock of={of} isLarge />}
        {of.expiresAt !== undefined && of.liftedAt === null && (
          <span class="small muted">
            {say(fill(warningScreenTexts["expires-at"], { at: shortTime(Date.parse(of.expiresAt), now) }))}
          </span>
        )}
      </div>
    </header>
  );
}

/** Who did what to it so far. */
function wordsOfPeople({ byHand, approved, issued, lifted, withdrawn }: Warning): readonly BilingualText[] {
  return [
    byHand === undefined ? warningScreenTexts["by-hub"] : fill(warningScreenTexts["by-hand"], { by: byHand.by }),
    ...(approved === undefined ? [] : [fill(warningScreenTexts["approved-by"], { by: approved.by })]),
    ...(issued === undefined
      ? []
      : [
          issued.isByRule === true
            ? warningScreenTexts["issued-by-rule"]
            : fill(warningScreenTexts["issued-by"], { by: issued.by }),
        ]),
    ...(lifted === undefined ? [] : [fill(warningScreenTexts["lifted-by"], lifted)]),
    ...(withdrawn === undefined ? [] : [fill(warningScreenTexts["withdrawn-by"], withdrawn)]),
  ];
}

/** Who may decide, as the city's policy has it. */
export function wordsOfPolicy(decides: NonNullable<WarningPreview["decides"]>): BilingualText {
  const parts = (of: NonNullable<WarningPreview["decides"]>["issue"]) =>
    joined(
      of.map((part) => partNames[part]),
      marks.list,
    );
  const { approve, issue, secondPerson } = decides;
  return joined(
    [
      approve.length === 0
        ? warningScreenTexts["no-approval"]
        : fill(warningScreenTexts["who-approves"], { parts: parts(approve) }),
      fill(warningScreenTexts["who-issues"], { parts: parts(issue) }),
      ...(secondPerson ? [warningScreenTexts["second-person"]] : []),
    ],
    marks.semicolon,
  );
}
