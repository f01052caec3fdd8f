import type { Mode as ModeName } from "../../../domain/city/mode.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { fill } from "../../../locales/fill.ts";
import { modeNames } from "../../../locales/modes.ts";
import type { Mode, ModePreview } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Posted } from "../../live/use-posted.ts";
import { Trouble } from "../../parts/states.tsx";
import { shortSpan, shortTime, timeOfDay } from "../../parts/times.tsx";
import {
  DecisionRows,
  DeviceRows,
  LimitRows,
  MovedAlarms,
  RuleRows,
  SilenceRows,
  WarningRows,
} from "./mode-preview-rows.tsx";

/** What would come of the switch, in figures, each with its list. */
export function ModePreviewPanel({
  wanted,
  preview: { body, problem, again },
  now,
}: {
  readonly wanted: ModeName | null;
  readonly preview: Posted<ModePreview>;
  readonly now: Mode;
}) {
  const say = useSay();
  if (wanted === null) {
    return (
      <section class="panel">
        <h3>{say(modeScreenTexts.preview)}</h3>
        <p class="muted">{say(modeScreenTexts["preview-none"])}</p>
      </section>
    );
  }
  return (
    <section class="panel mode-preview of-now" aria-live="polite">
      <h2>
        {say(modeScreenTexts.preview)} · {say(modeNames[now.mode])} → {say(modeNames[wanted])}
      </h2>
      <Policy wanted={wanted} now={now} />
      {problem !== null && <Trouble problem={problem} again={again} />}
      {body === null && problem === null && (
        <p class="notice" role="status">
          {say(modeScreenTexts["preview-loading"])}
        </p>
      )}
      {body !== null && <Consequences of={body} />}
    </section>
  );
}

/** What the mode's policy says of its own, whatever the readings. */
function Policy({ wanted, now }: { readonly wanted: ModeName; readonly now: Mode }) {
  const say = useSay();
  const policy = now.policies?.find((each) => each.mode === wanted);
  if (policy === undefined) return null;
  const { freezesRules, limitsFactor, longestMs } = policy;
  const words: readonly BilingualText[] = [
    modeScreenTexts[freezesRules ? "rules-frozen" : "rules-free"],
    fill(modeScreenTexts["limits-factor"], { factor: limitsFactor }),
    longestMs === null ? modeScreenTexts["no-end"] : fill(modeScreenTexts.longest, { span: shortSpan(longestMs) }),
  ];
  return (
    <ul class="policy">
      {words.map((each) => (
        <li key={each.en} class="chip">
          {say(each)}
        </li>
      ))}
    </ul>
  );
}

function Consequences({ of }: { readonly of: ModePreview }) {
  const say = useSay();
  const at = Date.parse(of.at);
  const pages = of.pages > 0 ? `+${of.pages}` : String(of.pages);
  return (
    <>
      <p class="small muted">
        {say(
          fill(modeScreenTexts["preview-span"], { until: shortTime(Date.parse(of.untilAt), at), at: timeOfDay(at) }),
        )}
      </p>
      <dl class="consequences">
        <Figure name={say(modeScreenTexts.fires)} figure={of.fires.length} />
        <Figure name={say(modeScreenTexts.quietens)} figure={of.quietens.length} />
        <Figure name={say(modeScreenTexts.pages)} figure={pages} />
        <Figure name={say(modeScreenTexts["warnings-moved"])} figure={of.warnings.length} />
        <Figure name={say(modeScreenTexts["decisions-moved"])} figure={of.decisions.length} />
        <Figure name={say(modeScreenTexts["limits-moved"])} figure={of.limits.length} />
        <Figure name={say(modeScreenTexts["silences-ending"])} figure={of.silencesEnding.length} />
        <Figure name={say(modeScreenTexts["devices-asked"])} figure={of.devices.length} />
        <Figure name={say(modeScreenTexts["rules-changing"])} figure={of.rules.length} />
      </dl>
      <MovedAlarms name={say(modeScreenTexts.fires)} rows={of.fires} at={at} />
      <MovedAlarms name={say(modeScreenTexts.quietens)} rows={of.quietens} at={at} />
      <WarningRows rows={of.warnings} />
      <DecisionRows rows={of.decisions} at={of.at} />
      <LimitRows rows={of.limits} at={of.at} />
      <SilenceRows rows={of.silencesEnding} at={at} />
      <DeviceRows rows={of.devices} />
      <RuleRows rows={of.rules} />
    </>
  );
}

function Figure({ name, figure }: { readonly name: string; readonly figure: number | string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{figure}</dd>
    </div>
  );
}
