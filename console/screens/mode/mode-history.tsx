import { modeScreenTexts } from "../../../locales/console/mode.ts";
import { modeNames } from "../../../locales/modes.ts";
import type { ModeHistoryPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { Age, shortTime, useHubClock } from "../../parts/times.tsx";

/** Every switch of the mode, newest first. */
export function ModeHistory() {
  const say = useSay();
  const history = useResource<ModeHistoryPage>("/mode/history?limit=50", ["mode"]);
  return (
    <section class="panel">
      <h3>{say(modeScreenTexts.history)}</h3>
      <Loaded
        resource={history}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<p>{say(modeScreenTexts["no-history"])}</p>}
      >
        {({ rows }) => (
          <div class="table-scroll">
            <table>
              <thead>
                <tr>
                  {(["at", "from", "to", "by", "approved-by", "reason", "until"] as const).map((key) => (
                    <th key={key} scope="col">
                      {say(modeScreenTexts[key])}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Change key={row.entrySeq} of={row} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Change({ of }: { readonly of: ModeHistoryPage["rows"][number] }) {
  const say = useSay();
  const now = useHubClock(60_000);
  return (
    <tr>
      <td>
        {shortTime(Date.parse(of.at), now)}{" "}
        <span class="small muted">
          <Age at={of.at} />
        </span>
      </td>
      <td>{say(modeNames[of.before])}</td>
      <td>
        <strong>{say(modeNames[of.mode])}</strong>
      </td>
      <td>{of.cause === "expiry" ? say(modeScreenTexts["by-itself"]) : (of.by ?? "–")}</td>
      <td>{of.approvedBy ?? "–"}</td>
      <td>{of.reason ?? "–"}</td>
      <td>{of.untilAt === null ? say(modeScreenTexts["no-end"]) : shortTime(Date.parse(of.untilAt), now)}</td>
    </tr>
  );
}
