import type { ComponentChildren } from "preact";
import type { BilingualText } from "../../../domain/text.ts";
import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { movedDecisionWords, movedLimitWords, movedWarningWords } from "../../../locales/format/mode-preview.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { levelNames } from "../../../locales/names.ts";
import { marks } from "../../../locales/shared.ts";
import type { ModePreview } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";
import { shortSpan, shortTime } from "../../parts/times.tsx";

/** Rows that are drawn of one list: a flood has thousands. */
const mostRows = 100;

/** A list behind a figure; nothing where it is empty. */
function Rows<Row>({
  name,
  rows,
  isOpen = false,
  children,
}: {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly isOpen?: boolean;
  readonly children: (row: Row) => ComponentChildren;
}) {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <details class="consequence" open={isOpen}>
      <summary>
        {name} · {rows.length}
      </summary>
      <ul>{rows.slice(0, mostRows).map(children)}</ul>
      {rows.length > mostRows && (
        <p class="small muted">{say(fill(modeScreenTexts["more-rows"], { count: rows.length - mostRows }))}</p>
      )}
    </details>
  );
}

type Moved = ModePreview["fires"][number];

export function MovedAlarms({
  name,
  rows,
  at,
}: {
  readonly name: string;
  readonly rows: readonly Moved[];
  readonly at: number;
}) {
  const say = useSay();
  return (
    <Rows name={name} rows={rows} isOpen>
      {(row) => (
        <li key={row.alarmKey}>
          <LevelMark level={row.with ?? row.without} />
          <span>{say(row.title)}</span>
          <span class="muted">
            {say(fill(modeScreenTexts.move, { without: nameOf(row.without), with: nameOf(row.with) }))}
            {row.told === null && ` · ${say(modeScreenTexts.muted)}`}
            {row.movesAt !== null &&
              ` · ${say(fill(modeScreenTexts["moves-at"], { at: shortTime(Date.parse(row.movesAt), at) }))}`}
          </span>
        </li>
      )}
    </Rows>
  );
}

function LevelMark({ level }: { readonly level: Moved["with"] }) {
  return level === null ? <span /> : <Mark look={lookOfLevel(level)} size={18} />;
}

function nameOf(level: Moved["with"]): BilingualText {
  return level === null ? modeScreenTexts["no-level"] : levelNames[level];
}

export function WarningRows({ rows }: { readonly rows: ModePreview["warnings"] }) {
  const say = useSay();
  return (
    <Rows name={say(modeScreenTexts["warnings-moved"])} rows={rows} isOpen>
      {(row) => {
        const found = row.with ?? row.without;
        const level = found?.proposed ?? found?.level ?? null;
        return <MovedRow key={`${row.title.zh}|${row.warningId}`} level={level} {...movedWarningWords(row)} />;
      }}
    </Rows>
  );
}

/** @param at when the preview was worked out, as the API has it */
export function DecisionRows({ rows, at }: { readonly rows: ModePreview["decisions"]; readonly at: string }) {
  const say = useSay();
  return (
    <Rows name={say(modeScreenTexts["decisions-moved"])} rows={rows} isOpen>
      {(row) => <MovedRow key={row.warningId} level={row.level} {...movedDecisionWords(row, at)} />}
    </Rows>
  );
}

/** @param at when the preview was worked out, as the API has it */
export function LimitRows({ rows, at }: { readonly rows: ModePreview["limits"]; readonly at: string }) {
  const say = useSay();
  return (
    <Rows name={say(modeScreenTexts["limits-moved"])} rows={rows}>
      {(row) => <MovedRow key={row.caseId} level={null} {...movedLimitWords(row, at)} />}
    </Rows>
  );
}

function MovedRow({
  level,
  name,
  move,
}: {
  readonly level: Moved["with"];
  readonly name: BilingualText;
  readonly move: BilingualText;
}) {
  const say = useSay();
  return (
    <li>
      <LevelMark level={level} />
      <span>{say(name)}</span>
      <span class="muted">{say(move)}</span>
    </li>
  );
}

export function SilenceRows({ rows, at }: { readonly rows: ModePreview["silencesEnding"]; readonly at: number }) {
  const say = useSay();
  return (
    <Rows name={say(modeScreenTexts["silences-ending"])} rows={rows} isOpen>
      {({ id, owner, reason, untilAt }) => (
        <li key={id}>
          <span />
          <span>{reason}</span>
          <span class="muted">
            {owner} · {say(modeScreenTexts.until)} {shortTime(Date.parse(untilAt), at)}
          </span>
        </li>
      )}
    </Rows>
  );
}

export function DeviceRows({ rows }: { readonly rows: ModePreview["devices"] }) {
  const say = useSay();
  return (
    <Rows name={say(modeScreenTexts["devices-asked"])} rows={rows}>
      {({ deviceId, everyMs }) => (
        <li key={deviceId}>
          <span />
          <span>{deviceId}</span>
          <span class="muted">{say(fill(modeScreenTexts["every-s"], { span: shortSpan(everyMs) }))}</span>
        </li>
      )}
    </Rows>
  );
}

type RuleRow = ModePreview["rules"][number];

export function RuleRows({ rows }: { readonly rows: ModePreview["rules"] }) {
  const say = useSay();
  return (
    <Rows name={say(modeScreenTexts["rules-changing"])} rows={rows}>
      {(row) => (
        <li key={row.ruleId}>
          <span />
          <span>{row.ruleId}</span>
          <span class="muted">{say(joined(wordsOfRule(row), marks.semicolon))}</span>
        </li>
      )}
    </Rows>
  );
}

function wordsOfRule({ onDelayMs, offDelayMs, levels }: RuleRow): readonly BilingualText[] {
  const spans = (of: RuleRow["onDelayMs"]) => ({ before: shortSpan(of.before), after: shortSpan(of.after) });
  const names = joined(
    levels.map((level) => levelNames[level]),
    marks.list,
  );
  return [
    ...(onDelayMs.before === onDelayMs.after ? [] : [fill(modeScreenTexts["delay-on"], spans(onDelayMs))]),
    ...(offDelayMs.before === offDelayMs.after ? [] : [fill(modeScreenTexts["delay-off"], spans(offDelayMs))]),
    ...(levels.length === 0 ? [] : [fill(modeScreenTexts["levels-differ"], { levels: names })]),
  ];
}
