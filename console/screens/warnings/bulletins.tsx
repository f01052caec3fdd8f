import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { BulletinList, Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { Mark } from "../../parts/mark.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Age, shortTime, useHubClock } from "../../parts/times.tsx";

/** What the public was told of it before, newest first. */
export function Bulletins({ of: { id } }: { readonly of: Warning }) {
  const say = useSay();
  const list = useResource<BulletinList>(`/warnings/${encodeURIComponent(id)}/bulletins`, ["warnings"]);
  return (
    <section class="panel">
      <h3>{say(warningDeskTexts.bulletins)}</h3>
      <Loaded
        resource={list}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<p>{say(warningDeskTexts["no-bulletins"])}</p>}
      >
        {({ rows }) => (
          <ol class="bulletins">
            {rows.toReversed().map((row) => (
              <Bulletin key={row.identifier} of={row} />
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function Bulletin({
  of: { sentAt, level, kind, summary, link, revision },
}: {
  readonly of: BulletinList["rows"][number];
}) {
  const say = useSay();
  const now = useHubClock(60_000);
  return (
    <li>
      <span>
        {shortTime(Date.parse(sentAt), now)}
        <span class="small muted">
          {" "}
          <Age at={sentAt} />
        </span>
      </span>
      <Mark look={lookOfLevel(level)} size={18} />
      <span>{say(summary)}</span>
      <a class="small" href={link} target="_blank" rel="noreferrer">
        {kind} {revision} · {say(warningDeskTexts["open-cap"])}
      </a>
    </li>
  );
}
