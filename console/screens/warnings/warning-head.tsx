import type { BilingualText } from "../../../domain/text.ts";
import { warningDeskTexts } from "../../../locales/console/warnings.ts";
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
export function WarningHead({ of, decides }: { readonly of: Warning; readonly decides: WarningPreview["decides"] }) {
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
          {place} · {say(fill(warningDeskTexts.revision, { revision: of.revision }))}
        </p>
        <p class="marks">
          <span class="chip">{say(warningStateNames[of.state])}</span>
          {of.isExercise === true && <span class="chip">{say(warningDeskTexts.exercise)}</span>}
          {of.proposal !== undefined && (
            <span class="chip">
              <Mark look={lookOfLevel(levelAsked(of))} size={16} />
              {say(fill(warningDeskTexts["proposed-level"], { level: levelNames[of.proposal.level] }))}
            </span>
          )}
          {wordsOfPeople(of).map((words) => (
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
            {say(fill(warningDeskTexts["expires-at"], { at: shortTime(Date.parse(of.expiresAt), now) }))}
          </span>
        )}
      </div>
    </header>
  );
}

/** Who did what to it so far. */
function wordsOfPeople({ byHand, approved, issued, lifted, withdrawn }: Warning): readonly BilingualText[] {
  return [
    byHand === undefined ? warningDeskTexts["by-hub"] : fill(warningDeskTexts["by-hand"], { by: byHand.by }),
    ...(approved === undefined ? [] : [fill(warningDeskTexts["approved-by"], { by: approved.by })]),
    ...(issued === undefined
      ? []
      : [
          issued.isByRule === true
            ? warningDeskTexts["issued-by-rule"]
            : fill(warningDeskTexts["issued-by"], { by: issued.by }),
        ]),
    ...(lifted === undefined ? [] : [fill(warningDeskTexts["lifted-by"], lifted)]),
    ...(withdrawn === undefined ? [] : [fill(warningDeskTexts["withdrawn-by"], withdrawn)]),
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
        ? warningDeskTexts["no-approval"]
        : fill(warningDeskTexts["who-approves"], { parts: parts(approve) }),
      fill(warningDeskTexts["who-issues"], { parts: parts(issue) }),
      ...(secondPerson ? [warningDeskTexts["second-person"]] : []),
    ],
    marks.semicolon,
  );
}
