import { queueTexts } from "../../../../locales/console/map.ts";
import { fill } from "../../../../locales/fill.ts";
import { act } from "../../../acts/act-queue.ts";
import type { CasePage, CaseSummary } from "../../../api/wire.ts";
import { useSay } from "../../../app/language.ts";
import { type Command, useCommands } from "../../../commands/commands.ts";
import { stepCommands } from "../../../commands/step-commands.ts";
import { type CityCounts, countCity } from "../../../live/counts.ts";
import { catalogue, columns, liveness } from "../../../live/live.ts";
import { useStore } from "../../../live/store.ts";
import { CommandButton } from "../../../parts/buttons.tsx";
import { Loaded } from "../../../parts/states.tsx";

import type { QueueProps } from "./queue-props.ts";
import { QueueRows } from "./queue-rows.tsx";

/** Open cases, what is due first on top: nothing leaves it but what is closed, however old. Counts are of the same answer as the rows. */
export function Queue({ cases, chosen, choose, open }: QueueProps) {
  const say = useSay();
  const rows = cases.body?.rows ?? [];
  const at = rows.findIndex(({ id }) => id === chosen);
  const now = rows[at];
  const commands = queueCommands({ rows, at, choose, open });
  useCommands(commands);
  return (
    <section class="queue" aria-label={say(queueTexts.title)}>
      <header>
        <h2>{say(queueTexts.title)}</h2>
        <QueueCounts page={cases.body} />
      </header>
      <Loaded resource={cases} isEmpty={({ rows: all }) => all.length === 0} empty={<NoCase />}>
        {(page) => <QueueRows rows={page.rows} chosen={chosen} choose={choose} open={open} />}
      </Loaded>
      <footer>
        {commands
          .filter(({ id }) => id === "queue-acknowledge" || id === "queue-open")
          .map((command) => (
            <CommandButton key={command.id} command={command} look={command.id === "queue-acknowledge" ? "main" : ""} />
          ))}
        {now === undefined ? null : (
          <span class="visually-hidden" aria-live="polite">
            {say(now.title)}
          </span>
        )}
      </footer>
    </section>
  );
}

function queueCommands({
  rows,
  at,
  choose,
  open,
}: {
  readonly rows: readonly CaseSummary[];
  readonly at: number;
} & Pick<QueueProps, "choose" | "open">): readonly Command[] {
  const now = rows[at];
  const noneChosen = now === undefined ? { disabledBecause: queueTexts.none } : {};
  return [
    ...stepCommands({ of: "queue", titles: queueTexts, rows, at, go: ({ id }) => choose(id) }),
    {
      id: "queue-acknowledge",
      key: "a",
      title: queueTexts.acknowledge,
      right: "cases.act",
      ...(now === undefined ? noneChosen : { about: now.id }),
      run: () => now !== undefined && void acknowledge(now),
    },
    {
      id: "queue-open",
      key: "Enter",
      title: queueTexts.open,
      ...noneChosen,
      run: () => now !== undefined && open(now.id),
    },
  ];
}

/** Takes notice of a case as it was seen: of one that moved since, the hub says so instead, unless the act had to wait. */
export function acknowledge({ id, revision, title }: Pick<CaseSummary, "id" | "revision" | "title">): Promise<unknown> {
  return act({
    path: `/cases/${encodeURIComponent(id)}/actions`,
    body: { do: "acknowledge" },
    ifMatch: revision,
    about: id,
    words: { zh: `${queueTexts.acknowledge.zh}：${title.zh}`, en: `${queueTexts.acknowledge.en}: ${title.en}` },
    mayWait: true,
  });
}

/** That no case is open, and how many gauges can tell that none has to be. */
function NoCase() {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  const isLive = useStore(liveness, (each) => each.isLive);
  return (
    <>
      <p>{say(queueTexts[isLive ? "none" : "none-then"])}</p>
      {known !== null && now !== null && isLive && <BelievedOf city={countCity(now, known)} />}
    </>
  );
}

function BelievedOf({ city: { believed, gauges, unknown } }: { readonly city: CityCounts }) {
  const say = useSay();
  return <p>{say(fill(queueTexts.believed, { believed, all: gauges, unknown }))}</p>;
}

function QueueCounts({ page }: { readonly page: CasePage | null }) {
  const say = useSay();
  const isLive = useStore(liveness, (each) => each.isLive);
  if (page?.counts === undefined) return null;
  const { open, unacknowledged } = isLive ? page.counts : { open: "?", unacknowledged: "?" };
  return <span class="muted">{say(fill(queueTexts.counts, { open, unacknowledged }))}</span>;
}
