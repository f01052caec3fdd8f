import { governanceTexts } from "../../../locales/console/governance.ts";
import { rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import { callApi } from "../../api/client.ts";
import type { RuleDraft, RuleSetFiles, RuleVersions } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { mayRun } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { dayTime } from "../../parts/city-time.ts";
import { Loaded } from "../../parts/states.tsx";

type Version = RuleVersions["rows"][number];

/** Sets that judged, the newest first; an earlier one is drafted again to go back to it. */
export function Versions({
  running,
  drafts,
  onDone,
}: {
  readonly running: string;
  readonly drafts: readonly RuleDraft[];
  readonly onDone: () => void;
}) {
  const say = useSay();
  const versions = useResource<RuleVersions>("/rules/versions?limit=20", ["rules"]);
  const isWaiting = (digest: string): boolean =>
    drafts.some((draft) => draft.digest === digest && (draft.state === "drafted" || draft.state === "approved"));
  return (
    <section>
      <h2>{say(rulesScreenTexts.versions)}</h2>
      <p class="small muted">{say(rulesScreenTexts["roll-back-how"])}</p>
      <Loaded resource={versions}>
        {({ rows }) => (
          <ol class="draft-list">
            {rows.map((version) => (
              <li key={version.activationId}>
                <code>{version.digest}</code> {dayTime(version.activatedAt)}{" "}
                <span class="small muted">{version.by ?? say(governanceTexts.unknown)}</span>{" "}
                {version.digest === running ? (
                  <span class="chip">{say(rulesScreenTexts.runs)}</span>
                ) : isWaiting(version.digest) ? (
                  <a href={`/rules/draft/${version.digest}`}>{say(rulesScreenTexts["state-drafted"])}</a>
                ) : (
                  <RollBack version={version} onDone={onDone} />
                )}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function RollBack({ version, onDone }: { readonly version: Version; readonly onDone: () => void }) {
  const say = useSay();
  if (!mayRun({ right: "rules.draft" })) return null;
  return (
    <button type="button" class="button" onClick={() => void rollBack(version, say(note(version))).then(onDone)}>
      {say(rulesScreenTexts["roll-back"])}
    </button>
  );
}

const note = ({ digest, activatedAt }: Version) =>
  fill(rulesScreenTexts["roll-back-note"], { digest, at: dayTime(activatedAt) });

/** Hands the files of a set that judged before in as a draft. */
async function rollBack(version: Version, words: string): Promise<void> {
  const set = await callApi<RuleSetFiles>(`/rules/sets/${encodeURIComponent(version.digest)}`);
  if (set.kind !== "ok") return;
  const answer = await act<RuleDraft>({
    path: "/rules/drafts",
    body: { files: set.body.files, note: words },
    about: version.digest,
    words: note(version),
  });
  if (answer.kind === "ok") goTo(`/rules/draft/${encodeURIComponent(answer.body.digest)}`);
}
