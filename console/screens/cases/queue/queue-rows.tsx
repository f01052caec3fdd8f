import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Level, rankOf } from "../../../../domain/city/level.ts";
import { caseStateNames } from "../../../../locales/case-moves.ts";
import { foldTexts, queueTexts } from "../../../../locales/console/map.ts";
import { fill } from "../../../../locales/fill.ts";
import { lookOfGauge, lookOfLevel } from "../../../../locales/looks.ts";
import { hazardNames } from "../../../../locales/names.ts";
import type { CaseSummary } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { Mark } from "../../../parts/mark.tsx";
import { AreaName, UnitName } from "../../../parts/names.tsx";
import { clockSpan, useHubClock } from "../../../parts/times.tsx";
import { type CaseGroup, foldCases, isFlood, newOf } from "./fold.ts";
import type { QueueProps } from "./queue-props.ts";

/** Each case, or at a flood of them one row for those of one storm and hazard; which of them is chosen is always listed. */
export function QueueRows({
  rows,
  chosen,
  choose,
  open,
}: { readonly rows: readonly CaseSummary[] } & Pick<QueueProps, "chosen" | "choose" | "open">) {
  const say = useSay();
  const now = useHubClock(10_000);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const count = newOf(rows, now);
  const groups = isFlood(count) ? foldCases(rows) : rows.map((row) => ({ key: row.id, first: row, rows: [row] }));
  const listed = (group: CaseGroup) =>
    unfolded.has(group.key) ? group.rows : group.rows.filter(({ id }) => id === chosen);
  const rowOf = (row: CaseSummary) => (
    <QueueRow
      key={row.id}
      row={row}
      isChosen={row.id === chosen}
      onChoose={() => choose(row.id)}
      onOpen={() => open(row.id)}
    />
  );
  return (
    <>
      {isFlood(count) && <p class="flood">{say(fill(foldTexts.flood, { count }))}</p>}
      <ol>
        {groups.map((group) =>
          group.rows.length === 1 ? (
            rowOf(group.first)
          ) : (
            <Fragment key={group.key}>
              <GroupRow
                group={group}
                isOpen={unfolded.has(group.key)}
                onToggle={() => setUnfolded(toggled(unfolded, group.key))}
              />
              {listed(group).map(rowOf)}
            </Fragment>
          ),
        )}
      </ol>
    </>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return keys.has(key) ? new Set([...keys].filter((each) => each !== key)) : new Set([...keys, key]);
}

function GroupRow({
  group: { first, rows },
  isOpen,
  onToggle,
}: {
  readonly group: CaseGroup;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const say = useSay();
  const gravest = rows.reduce(
    (worst, { level }) => (level !== null && rankOf(level) > rankOf(worst) ? level : worst),
    "blue" as Level,
  );
  return (
    <li class="group">
      <button type="button" aria-expanded={isOpen} onClick={onToggle}>
        <Mark look={lookOfLevel(gravest)} size={30} />
        <span class="what">
          <strong>{say(fill(foldTexts.group, { hazard: hazardNames[first.hazard], count: rows.length }))}</strong>
          <span class="small muted">
            <Place areaCode={first.areaCode} unitId={first.unitId} />
          </span>
          <span class="small muted">{say(isOpen ? foldTexts.fold : foldTexts.unfold)}</span>
        </span>
        <DueClock row={first} />
      </button>
    </li>
  );
}

function QueueRow({
  row,
  isChosen,
  onChoose,
  onOpen,
}: {
  readonly row: CaseSummary;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** By double click, and by Enter on the chosen row. */
  readonly onOpen: () => void;
}) {
  const say = useSay();
  const shown = useRef<HTMLLIElement>(null);
  const wasChosen = useRef(isChosen);
  useEffect(() => {
    // Not what is chosen from the start: the page would scroll by itself.
    if (isChosen && !wasChosen.current) bringIntoList(shown.current);
    wasChosen.current = isChosen;
  }, [isChosen]);
  const look = row.level === null ? lookOfGauge("live") : lookOfLevel(row.level);
  return (
    <li ref={shown} class={isChosen ? "chosen" : ""}>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={(event) => (isChosen && event.detail === 0 ? onOpen() : onChoose())}
        onDblClick={onOpen}
      >
        <Mark look={row.hazard === "blind-spot" ? lookOfGauge("silent") : look} size={30} />
        <span class="what">
          <strong>{say(row.title)}</strong>
          <span class="small muted">
            <Place areaCode={row.areaCode} unitId={row.unitId} />
          </span>
          <span class="marks">
            <span class="chip">{say(caseStateNames[row.state])}</span>
            {row.acknowledged === undefined && (
              <span class="small tone-red">{say(queueTexts["is-unacknowledged"])}</span>
            )}
            {row.suspended !== undefined && <span class="chip">{say(queueTexts.suspended)}</span>}
            {row.supervised !== undefined && <span class="chip">{say(queueTexts.supervised)}</span>}
            {row.hazardOverAt !== undefined && <span class="chip">{say(queueTexts["water-gone"])}</span>}
            {row.isExercise === true && <span class="chip">{say(queueTexts.exercise)}</span>}
          </span>
        </span>
        <DueClock row={row} />
      </button>
    </li>
  );
}

function Place({ areaCode, unitId }: { readonly areaCode: string; readonly unitId: string }) {
  return (
    <>
      <AreaName code={areaCode} /> · <UnitName id={unitId} />
    </>
  );
}

/** What is left of the limit of the stage that a case is in, or how far it is over. */
export function DueClock({ row: { due } }: { readonly row: Pick<CaseSummary, "due"> }) {
  const say = useSay();
  const now = useHubClock();
  if (due === undefined) return <span class="due muted small">{say(queueTexts["no-limit"])}</span>;
  if (due.pausedAt !== undefined) return <span class="due muted small">{say(queueTexts.paused)}</span>;
  const left = Date.parse(due.dueAt) - now;
  const tone = left < 0 ? "tone-red" : now >= Date.parse(due.warnAt) ? "tone-yellow" : "";
  return (
    <span class={`due ${tone}`}>
      <span class="small">{say(queueTexts[left < 0 ? "overdue" : "left"])}</span>
      <strong>{clockSpan(left)}</strong>
    </span>
  );
}

/** Scrolls the list where it scrolls by itself; never the page, on which somebody may be looking at the map. */
function bringIntoList(row: HTMLElement | null): void {
  const list = row?.closest("ol");
  if (list != null && list.scrollHeight > list.clientHeight) row?.scrollIntoView({ block: "nearest" });
}
