import { useState } from "preact/hooks";
import { governanceTexts } from "../../../locales/console/governance.ts";
import { pondingTexts } from "../../../locales/console/ponding.ts";
import { act } from "../../acts/act-queue.ts";
import type { PondingActionBody, PondingPlace } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { AreaName } from "../../parts/names.tsx";
import { PondingDialog } from "./ponding-dialog.tsx";

type Move = PondingActionBody["do"];

const keys: Readonly<Record<Move, string>> = { review: "r", change: "c", delist: "D", list: "l" };

/** One place: what is known of it, what can be done, what was done, newest first. */
export function OnePlace({ place, onDone }: { readonly place: PondingPlace; readonly onDone: () => void }) {
  const say = useSay();
  /** A move that somebody is asked about, of the place as it stood then. */
  const [asked, setAsked] = useState<{ readonly move: Move; readonly of: PondingPlace } | null>(null);
  const commands = commandsOf(place, (move) => setAsked({ move, of: place }));
  useCommands(commands);
  const make = async (of: PondingPlace, body: PondingActionBody) => {
    const answer = await actOnPlace(of, body);
    onDone();
    return answer;
  };
  return (
    <article class="ponding-place sheet">
      <header>
        <a class="narrow no-print" href="/ponding">
          ‹ {say(governanceTexts.back)}
        </a>
        <h1>{say(place.name)}</h1>
        <p class="muted">
          <AreaName code={place.areaCode} /> · {say(pondingTexts[`state-${place.state}`])}
          {place.ponding?.isDemonstration === true && ` · ${say(pondingTexts.demonstration)}`} ·{" "}
          <a href={`/stations/${encodeURIComponent(place.stationId)}`}>{say(pondingTexts["to-station"])}</a>
        </p>
      </header>
      {place.ponding !== null && <Facts place={place} />}
      <p class="actions no-print">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} look={command.id === "ponding-delist" ? "danger" : ""} />
        ))}
      </p>
      <History place={place} />
      {asked !== null && (
        <PondingDialog
          move={asked.move}
          place={asked.of}
          make={(body) => make(asked.of, body)}
          onClose={() => setAsked(null)}
        />
      )}
    </article>
  );
}

function commandsOf({ state }: PondingPlace, ask: (move: Move) => void): readonly Command[] {
  const isListed = state === "listed";
  const moves: readonly Move[] = isListed ? ["review", "change", "delist"] : ["list"];
  return moves.map((move) => ({
    ...{ id: `ponding-${move}`, key: keys[move], title: pondingTexts[move], right: "ponding.manage" },
    run: () => ask(move),
  }));
}

/** Does something about a place as it was seen; of one that changed since, the hub says so. */
export function actOnPlace(
  { stationId, name, revision }: Pick<PondingPlace, "stationId" | "name" | "revision">,
  body: PondingActionBody,
) {
  const what = pondingTexts[body.do];
  return act<PondingPlace>({
    path: `/ponding/${encodeURIComponent(stationId)}/actions`,
    body,
    ifMatch: revision,
    about: stationId,
    words: { zh: `${what.zh}：${name.zh}`, en: `${what.en}: ${name.en}` },
  });
}

function Facts({ place: { ponding } }: { readonly place: PondingPlace }) {
  const say = useSay();
  if (ponding === null) return null;
  const { deepestM, cause, measures, source, listedOn, reviewedOn, reviewDueOn } = ponding;
  const unknown = say(pondingTexts["not-measured"]);
  const rows = [
    [pondingTexts.due, reviewDueOn],
    [pondingTexts.reviewed, reviewedOn ?? say(pondingTexts.never)],
    [pondingTexts["listed-on"], listedOn],
    [pondingTexts.deepest, deepestM === null ? unknown : say(valueText(deepestM, "depth"))],
    [pondingTexts.cause, cause === null ? "—" : say(cause)],
    [pondingTexts.measures, measures === null ? "—" : say(measures)],
    [pondingTexts.source, source],
  ] as const;
  return (
    <dl class="ponding-facts">
      {rows.map(([name, value]) => (
        <div key={name.en}>
          <dt class="muted">{say(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function History({ place: { changes } }: { readonly place: PondingPlace }) {
  const say = useSay();
  return (
    <section>
      <h3>{say(pondingTexts.history)}</h3>
      {changes.length === 0 && <p class="notice">{say(pondingTexts["no-history"])}</p>}
      <ol class="history">
        {changes.toReversed().map(({ at, by, do: move, reason, after }) => (
          <li key={at}>
            <time dateTime={at} class="muted">
              {dayTime(at)}
            </time>
            <span>
              <strong>{say(pondingTexts[move])}</strong> · {by}
              {after !== null && <span class="muted"> · {`${say(pondingTexts.due)} ${after.reviewDueOn}`}</span>}
              <br />
              {reason}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
