import { useState } from "preact/hooks";
import { draftTexts, rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../locales/looks.ts";
import type { RuleDraftDiff } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useCommands } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { Mark } from "../../parts/mark.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import { Trouble } from "../../parts/states.tsx";

const spans = [6, 24, 72, 168] as const;

/** What a draft would have done over the last hours, against the rules that run; asked for, since it judges everything again. */
export function Trial({ digest }: { readonly digest: string }) {
  const say = useSay();
  const [hours, setHours] = useState<(typeof spans)[number]>(24);
  const [isAsked, setAsked] = useState(false);
  const path = `/rules/drafts/${encodeURIComponent(digest)}/diff?hours=${hours}`;
  const { body, problem, isLoading, reload } = useResource<RuleDraftDiff>(isAsked ? path : null);
  const run = {
    id: "draft-trial",
    key: "t",
    title: draftTexts["trial-run"],
    run: () => (isAsked ? reload() : setAsked(true)),
  };
  useCommands([run]);
  return (
    <section>
      <h2>{say(draftTexts.trial)}</h2>
      <p class="actions">
        <select
          class="field-alone"
          aria-label={say(draftTexts.trial)}
          value={hours}
          onChange={({ currentTarget: { value } }) => setHours(spans.find((each) => String(each) === value) ?? 24)}
        >
          {spans.map((each) => (
            <option key={each} value={each}>
              {say(fill(draftTexts["trial-hours"], { hours: each }))}
            </option>
          ))}
        </select>
        <CommandButton command={run} />
        {isAsked && isLoading && <span class="muted">{say(draftTexts["trial-wait"])}</span>}
      </p>
      {problem !== null && <Trouble problem={problem} again={reload} />}
      {body !== null && <Outcome diff={body} />}
    </section>
  );
}

function Outcome({ diff }: { readonly diff: RuleDraftDiff }) {
  const say = useSay();
  const count = wholeNumber(diff.observations);
  if (diff.isSame) return <p>{say(fill(draftTexts["trial-same"], { count }))}</p>;
  const changed = diff.rules.filter(({ change, before, after }) => change !== "same" || differs(before, after));
  return (
    <>
      <p class="muted">
        {say(fill(draftTexts["trial-span"], { from: dayTime(diff.fromAt), to: dayTime(diff.toAt), count }))}
      </p>
      {diff.endsAtOnce.length > 0 && (
        <p class="tone-red">▲ {say(fill(draftTexts["ends-at-once"], { count: diff.endsAtOnce.length }))}</p>
      )}
      <CountTable rules={changed} />
      {diff.levelsNow.length > 0 && <h3>{say(draftTexts["levels-now"])}</h3>}
      <ul>
        {diff.levelsNow.map(({ alarmKey, before, after }) => (
          <li key={alarmKey}>
            <LevelMark level={before} /> → <LevelMark level={after} /> <code>{alarmKey}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

type DiffRule = RuleDraftDiff["rules"][number];

function differs(before: DiffRule["before"], after: DiffRule["after"]): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

function CountTable({ rules }: { readonly rules: readonly DiffRule[] }) {
  const say = useSay();
  const columns = [
    ["raised", rulesScreenTexts.raised],
    ["stepped", rulesScreenTexts.graver],
    ["activeMinutes", rulesScreenTexts.active],
    ["pages", draftTexts.pages],
  ] as const;
  return (
    <table>
      <thead>
        <tr>
          <th>{say(rulesScreenTexts.rule)}</th>
          <th />
          {columns.map(([key, name]) => (
            <th key={key} class="number">
              {say(name)}
              <br />
              <span class="small">
                {say(draftTexts.before)} → {say(draftTexts.after)}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rules.map(({ ruleId, change, before, after }) => (
          <tr key={ruleId}>
            <td>{ruleId}</td>
            <td>
              <span class="chip">{say(draftTexts[`change-${change}`])}</span>
            </td>
            {columns.map(([key]) => (
              <td key={key} class="number">
                {before === null ? "—" : wholeNumber(before[key])} → {after === null ? "—" : wholeNumber(after[key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LevelMark({ level }: { readonly level: RuleDraftDiff["levelsNow"][number]["before"] }) {
  return <Mark look={level === null ? lookOfGauge("live") : lookOfLevel(level)} size={18} />;
}
