import { shiftScreenTexts } from "../../../locales/console/shift.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { WarningPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { dayTime } from "../../parts/city-time.ts";
import { Mark } from "../../parts/mark.tsx";
import { AreaName } from "../../parts/names.tsx";
import { Loaded } from "../../parts/states.tsx";

/** Warnings that wait for approval now: they move too fast to be on a signed sheet. */
export function DraftsNow() {
  const say = useSay();
  const drafts = useResource<WarningPage>("/warnings?state=draft,approved&limit=50", ["warnings"]);
  return (
    <section class="drafts-now no-print">
      <h3>{say(shiftScreenTexts["drafts-now"])}</h3>
      <Loaded resource={drafts} isEmpty={({ rows }) => rows.length === 0} empty={say(shiftScreenTexts["none-drafts"])}>
        {({ rows }) => (
          <ul>
            {rows.map(({ id, level, areaCode, draftedAt }) => (
              <li key={id}>
                <Mark look={lookOfLevel(level)} size={18} />{" "}
                <a href={`/warnings/${encodeURIComponent(id)}`}>
                  <AreaName code={areaCode} />
                </a>{" "}
                <span class="small muted">{dayTime(draftedAt)}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
