import { useState } from "preact/hooks";
import { governanceTexts } from "../../../locales/console/governance.ts";
import { draftTexts, rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import type { RuleDraft, RuleDraftWithFiles } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { useCommands } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { dayTime } from "../../parts/city-time.ts";
import { Loaded } from "../../parts/states.tsx";
import { type DraftMove, draftCommands } from "./draft-commands.ts";
import { DraftDialog } from "./draft-dialog.tsx";
import { TextDiff } from "./text-diff.tsx";
import { Trial } from "./trial.tsx";

/** One draft: who wrote it and why, what it would have done, its text against what runs, and the word of a second person. */
export function DraftPage({
  digest,
  running,
  onDone,
}: {
  readonly digest: string;
  readonly running: string;
  readonly onDone: () => void;
}) {
  const draft = useResource<RuleDraftWithFiles>(`/rules/drafts/${encodeURIComponent(digest)}`, ["rules"]);
  const done = () => {
    draft.reload();
    onDone();
  };
  return <Loaded resource={draft}>{(body) => <Draft draft={body} running={running} onDone={done} />}</Loaded>;
}

function Draft({
  draft,
  running,
  onDone,
}: {
  readonly draft: RuleDraftWithFiles;
  readonly running: string;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const [asked, setAsked] = useState<DraftMove | null>(null);
  const make = async (move: DraftMove, body?: object) => {
    const answer = await decide(draft, move, body);
    onDone();
    return answer;
  };
  const commands = draftCommands(draft, (move) => (move === "approve" ? void make(move) : setAsked(move)));
  useCommands([
    ...commands,
    { id: "draft-back", key: "Escape", title: governanceTexts.back, run: () => goTo("/rules") },
  ]);
  return (
    <article class="draft-page">
      <DraftHead draft={draft} />
      <p class="actions">
        {commands.map((command) => (
          <CommandButton
            key={command.id}
            command={command}
            look={command.id === "draft-reject" ? "danger" : command.disabledBecause === undefined ? "main" : ""}
          />
        ))}
      </p>
      <Trial digest={draft.digest} />
      {draft.files.length === 0 ? (
        <p class="muted">{say(draftTexts["no-files"])}</p>
      ) : (
        <TextDiff files={draft.files} running={running} />
      )}
      {asked !== null && <DraftDialog move={asked} make={(body) => make(asked, body)} onClose={() => setAsked(null)} />}
    </article>
  );
}

function DraftHead({ draft }: { readonly draft: RuleDraftWithFiles }) {
  const say = useSay();
  const { digest, ruleCount, state, by, draftedAt, approvedBy, approvedAt, rejected, note } = draft;
  return (
    <header>
      <a href="/rules">‹ {say(rulesScreenTexts.title)}</a>
      <h1>
        {say(fill(draftTexts.title, { digest }))} <span class="chip">{say(rulesScreenTexts[`state-${state}`])}</span>
      </h1>
      <p class="muted">
        {say(fill(draftTexts.rules, { count: ruleCount }))} ·{" "}
        {say(fill(rulesScreenTexts["drafted-by"], { by, at: dayTime(draftedAt) }))}
        {approvedBy !== null &&
          approvedAt !== null &&
          ` · ${say(fill(rulesScreenTexts["approved-by"], { by: approvedBy, at: dayTime(approvedAt) }))}`}
      </p>
      {rejected !== null && (
        <p class="tone-red">{say(fill(rulesScreenTexts["rejected-by"], { ...rejected, at: dayTime(rejected.at) }))}</p>
      )}
      {note !== "" && <p class="note">{note}</p>}
    </header>
  );
}

function decide({ digest }: RuleDraftWithFiles, move: DraftMove, body?: object) {
  const what = draftTexts[move];
  return act<RuleDraft>({
    path: `/rules/drafts/${encodeURIComponent(digest)}/${move}`,
    ...(body === undefined ? {} : { body }),
    about: digest,
    words: { zh: `${what.zh} ${digest}`, en: `${what.en} ${digest}` },
  });
}
