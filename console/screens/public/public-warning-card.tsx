import { publicTexts } from "../../../locales/console/public.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { PublicWarnings } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";
import { publicTime } from "./public-time.ts";

type Row = PublicWarnings["rows"][number];

/** One warning in words: how grave, where, what can happen, what to do, and for how long. */
export function PublicWarningCard({ of, timeZone }: { readonly of: Row; readonly timeZone: string }) {
  const say = useSay();
  const isLifted = of.kind === "Cancel";
  const place = of.areaPath.map(say).join(" › ");
  return (
    <article class={isLifted ? "public-card is-lifted" : `public-card tone-${of.level}`}>
      <header>
        <Mark look={lookOfLevel(of.level)} size={44} />
        <div>
          <h3>
            {say(of.title)} · {say(of.levelName)}
          </h3>
          <p class="muted">{place}</p>
        </div>
      </header>
      {isLifted && <p>{say(of.summary)}</p>}
      <dl>
        {of.description !== undefined && (
          <>
            <dt>{say(publicTexts.description)}</dt>
            <dd>{say(of.description)}</dd>
          </>
        )}
        {of.advice !== undefined && (
          <>
            <dt>{say(publicTexts.advice)}</dt>
            <dd class="public-advice">{say(of.advice)}</dd>
          </>
        )}
      </dl>
      <Times of={of} timeZone={timeZone} />
    </article>
  );
}

function Times({ of: { kind, sentAt, expiresAt, cap }, timeZone }: { readonly of: Row; readonly timeZone: string }) {
  const say = useSay();
  const at = publicTime(sentAt, timeZone);
  const isLifted = kind === "Cancel";
  const until =
    expiresAt === undefined
      ? publicTexts["until-lifted"]
      : fill(publicTexts.expires, { at: publicTime(expiresAt, timeZone) });
  return (
    <footer class="small muted">
      <span>{say(fill(publicTexts[isLifted ? "lifted-at" : "issued"], { at }))}</span>
      {!isLifted && <span>{say(until)}</span>}
      <a href={cap}>{say(publicTexts.cap)}</a>
    </footer>
  );
}
