import { useState } from "preact/hooks";
import { pondingTexts } from "../../../locales/console/ponding.ts";
import { fill } from "../../../locales/fill.ts";
import type { PondingPlace, PondingPlaces } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { printCommand } from "../../parts/print.ts";
import { PrintHead } from "../../parts/print-head.tsx";
import { Loaded } from "../../parts/states.tsx";
import { ListOther } from "./list-other.tsx";
import { OnePlace } from "./one-place.tsx";
import { PondingList } from "./ponding-list.tsx";
import "./ponding.css";

/** Which part of the list is shown. */
type Part = "all" | "overdue" | "delisted";

const queries: Readonly<Record<Part, string>> = {
  all: "/ponding",
  overdue: "/ponding?overdue=true",
  delisted: "/ponding?state=delisted",
};

const parts = ["all", "overdue", "delisted"] as const satisfies readonly Part[];

/** The city's list of ponding places, what is overdue first, and one of them with all that was done about it. */
export function PondingScreen({ id }: ScreenProps) {
  const say = useSay();
  const [part, setPart] = useState<Part>("all");
  const [isListing, setListing] = useState(false);
  const places = useResource<PondingPlaces>(queries[part]);
  const place = useResource<PondingPlace>(id === "" ? null : `/ponding/${encodeURIComponent(id)}`);
  const rows = places.body?.rows ?? [];
  const choose = (stationId: string) => goTo(pathOf("ponding", stationId), { replace: id !== "" });
  const reload = () => {
    places.reload();
    place.reload();
  };
  const listOther: Command = {
    ...{ id: "ponding-list-other", key: "n", title: pondingTexts["list-other"], right: "ponding.manage" },
    run: () => setListing(true),
  };
  useCommands([
    ...parts.map((each, at) => partCommand(each, `${at + 1}`, () => setPart(each))),
    ...stepCommands({
      ...{ of: "ponding", titles: pondingTexts, rows },
      at: rows.findIndex(({ stationId }) => stationId === id),
      go: ({ stationId }) => choose(stationId),
    }),
    listOther,
    printCommand,
  ]);
  return (
    <div class={id === "" ? "ponding-screen" : "ponding-screen has-place"}>
      <section class="ponding-list" aria-label={say(pondingTexts.title)}>
        <PrintHead />
        <ListHead places={places.body} part={part} setPart={setPart} />
        <Loaded resource={places} isEmpty={(body) => body.rows.length === 0} empty={say(pondingTexts[`none-${part}`])}>
          {(body) => <PondingList places={body} chosen={id} choose={choose} />}
        </Loaded>
        <p class="actions no-print">
          <CommandButton command={listOther} />
          <CommandButton command={printCommand} />
        </p>
      </section>
      {id === "" ? (
        <p class="notice no-print wide">{say(pondingTexts.choose)}</p>
      ) : (
        <Loaded resource={place}>{(body) => <OnePlace place={body} onDone={reload} />}</Loaded>
      )}
      {isListing && (
        <ListOther
          onClose={() => setListing(false)}
          onListed={(stationId) => {
            setListing(false);
            reload();
            choose(stationId);
          }}
        />
      )}
    </div>
  );
}

function ListHead({
  places,
  part,
  setPart,
}: {
  readonly places: PondingPlaces | null;
  readonly part: Part;
  readonly setPart: (part: Part) => void;
}) {
  const say = useSay();
  const counts = { count: places?.rows.length ?? 0, overdue: places?.overdue ?? 0 };
  return (
    <header>
      <h1>{say(pondingTexts.title)}</h1>
      <p class="muted">{places === null || part === "delisted" ? "" : say(fill(pondingTexts.summary, counts))}</p>
      <div class="tabs no-print">
        {parts.map((each, at) => (
          <button
            key={each}
            type="button"
            class="button"
            aria-pressed={each === part}
            aria-keyshortcuts={`${at + 1}`}
            onClick={() => setPart(each)}
          >
            {say(pondingTexts[each])} <kbd class="key">{at + 1}</kbd>
          </button>
        ))}
      </div>
    </header>
  );
}

function partCommand(part: Part, key: string, run: () => void): Command {
  return { id: `ponding-${part}`, key, title: pondingTexts[part], run };
}
