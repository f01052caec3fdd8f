import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { warningStateNames } from "../../../locales/messages/warning-moves.ts";
import { levelNames } from "../../../locales/names.ts";
import type { Warning, WarningPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import type { Command } from "../../commands/commands.ts";
import { liveness } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import type { Resource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { Mark } from "../../parts/mark.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Age, shortSpan, useHubClock } from "../../parts/times.tsx";
import { DecisionClock } from "./decision-clock.tsx";
import { levelAsked, type OpenLists } from "./warning-order.ts";

interface ListProps {
  readonly chosen: string;
  readonly choose: (warningId: string) => void;
}

/** What waits, what is in force and what is over, each with its count of the same answer. */
export function WarningLists({
  open,
  over,
  lists: { waiting, inForce },
  commands,
  ...list
}: ListProps & {
  readonly open: Resource<WarningPage>;
  readonly over: Resource<WarningPage>;
  readonly lists: OpenLists;
  readonly commands: readonly Command[];
}) {
  const say = useSay();
  return (
    <section class="warning-lists">
      <div class="rows">
        <Loaded resource={open}>
          {() => (
            <>
              <Head words={say(warningScreenTexts.waiting)} count={waiting.length} />
              <Rows rows={waiting} none={say(warningScreenTexts["no-waiting"])} isWaiting {...list} />
              <Head words={say(warningScreenTexts["in-force"])} count={inForce.length} />
              <Rows rows={inForce} none={say(warningScreenTexts["no-in-force"])} {...list} />
            </>
          )}
        </Loaded>
        <Head words={say(warningScreenTexts.over)} count={null} />
        <Loaded resource={over}>
          {({ rows }) => <Rows rows={rows} none={say(warningScreenTexts["no-over"])} {...list} />}
        </Loaded>
      </div>
      <footer>
        {commands
          .filter(({ id }) => id === "warning-new" || id === "responses")
          .map((command) => (
            <CommandButton key={command.id} command={command} />
          ))}
      </footer>
    </section>
  );
}

function Head({ words, count }: { readonly words: string; readonly count: number | null }) {
  const isLive = useStore(liveness, (each) => each.isLive);
  return (
    <h3>
      {words} {count !== null && <span class="count">{isLive ? count : "?"}</span>}
    </h3>
  );
}

function Rows({
  rows,
  none,
  isWaiting = false,
  chosen,
  choose,
}: ListProps & { readonly rows: readonly Warning[]; readonly none: string; readonly isWaiting?: boolean }) {
  if (rows.length === 0) return <p class="none small muted">{none}</p>;
  return (
    <ol>
      {rows.map((warning) => (
        <li key={warning.id}>
          <button
            type="button"
            class={warning.id === chosen ? "row is-chosen" : "row"}
            aria-current={warning.id === chosen ? "true" : undefined}
            onClick={() => choose(warning.id)}
          >
            <Row of={warning} isWaiting={isWaiting} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Row({ of, isWaiting }: { readonly of: Warning; readonly isWaiting: boolean }) {
  const say = useSay();
  const level = isWaiting ? levelAsked(of) : of.level;
  const raised =
    of.proposal === undefined ? "" : say(fill(warningScreenTexts["proposed-level"], raisedTo(of.proposal)));
  return (
    <>
      <Mark look={lookOfLevel(level)} size={28} />
      <span class="words">
        <strong>{say(of.title)}</strong>
        <span class="small muted">
          {say(warningStateNames[of.state])}
          {raised === "" ? "" : ` · ${raised}`}
          {of.isExercise === true && ` · ${say(warningScreenTexts.exercise)}`}
        </span>
      </span>
      <span class="when">{isWaiting ? <DecisionClock of={of} /> : <Until of={of} />}</span>
    </>
  );
}

function raisedTo({ level }: NonNullable<Warning["proposal"]>) {
  return { level: levelNames[level] };
}

/** When one in force expires, or how long ago it was over. */
function Until({ of: { expiresAt, liftedAt } }: { readonly of: Warning }) {
  const say = useSay();
  const now = useHubClock();
  if (liftedAt !== null)
    return (
      <span class="small muted">
        <Age at={liftedAt} />
      </span>
    );
  const words =
    expiresAt === undefined
      ? warningScreenTexts["no-expiry"]
      : fill(warningScreenTexts.expires, { left: shortSpan(Date.parse(expiresAt) - now) });
  return <span class="small muted">{say(words)}</span>;
}
