import { useState } from "preact/hooks";
import type { BilingualText } from "../../../domain/text.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { governanceTexts } from "../../../locales/console/governance.ts";
import { draftTexts, rulesScreenTexts } from "../../../locales/console/rules.ts";
import { fill } from "../../../locales/fill.ts";
import { act } from "../../acts/act-queue.ts";
import { callApi } from "../../api/client.ts";
import type { RuleCheck, RuleDraft, RuleFile, RuleSetFiles } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { type Command, mayRun, useCommands } from "../../commands/commands.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { Loaded } from "../../parts/states.tsx";
import { CheckOutcome } from "./check-outcome.tsx";
import { FileEditor } from "./file-editor.tsx";

/** Writes a draft: the files that run are there to be changed or replaced, checked, and handed in. */
export function WritePage({ running, onDone }: { readonly running: string; readonly onDone: () => void }) {
  const say = useSay();
  const set = useResource<RuleSetFiles>(`/rules/sets/${encodeURIComponent(running)}`);
  if (!mayRun({ right: "rules.draft" }))
    return <p class="notice">{say(fill(frameTexts["no-right"], { right: rulesScreenTexts.write }))}</p>;
  return <Loaded resource={set}>{(body) => <Write before={body.files} onDone={onDone} />}</Loaded>;
}

function Write({ before, onDone }: { readonly before: readonly RuleFile[]; readonly onDone: () => void }) {
  const say = useSay();
  const [files, setFiles] = useState(before);
  const [note, setNote] = useState("");
  const [check, setCheck] = useState<RuleCheck | null>(null);
  const isChanged = JSON.stringify(files) !== JSON.stringify(before);
  const change = (next: readonly RuleFile[]) => {
    setFiles(next);
    setCheck(null);
  };
  const commands = writeCommands(whyNot(isChanged, check), {
    check: () => void checkFiles(files).then(setCheck),
    handIn: () => void handIn(files, note).then(onDone),
  });
  useCommands([
    ...commands,
    { id: "write-back", key: "Escape", title: governanceTexts.back, run: () => goTo("/rules") },
  ]);
  return (
    <article class="draft-page">
      <header>
        <a href="/rules">‹ {say(rulesScreenTexts.title)}</a>
        <h1>{say(draftTexts["write-title"])}</h1>
        <p class="muted">{say(draftTexts["write-how"])}</p>
      </header>
      <FileEditor files={files} onChange={change} />
      <label class="field">
        {say(draftTexts.note)}
        <textarea rows={2} maxLength={500} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
      </label>
      <p class="actions">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} look={command.id === "draft-hand-in" ? "main" : ""} />
        ))}
      </p>
      {check !== null && <CheckOutcome check={check} />}
    </article>
  );
}

function whyNot(isChanged: boolean, check: RuleCheck | null): BilingualText | null {
  if (!isChanged) return draftTexts.unchanged;
  return check === null || check.digest === null ? draftTexts["check-first"] : null;
}

function writeCommands(
  why: BilingualText | null,
  run: { readonly check: () => void; readonly handIn: () => void },
): readonly Command[] {
  return [
    { id: "draft-check", key: "c", title: draftTexts.check, right: "rules.draft", run: run.check },
    {
      ...{ id: "draft-hand-in", key: "s", title: draftTexts["hand-in"], right: "rules.draft", about: "rules" },
      ...(why === null ? {} : { disabledBecause: why }),
      run: run.handIn,
    },
  ];
}

async function checkFiles(files: readonly RuleFile[]): Promise<RuleCheck | null> {
  const answer = await callApi<RuleCheck>("/rules/check", { method: "POST", body: { files } });
  return answer.kind === "ok" ? answer.body : null;
}

async function handIn(files: readonly RuleFile[], note: string): Promise<void> {
  const words = draftTexts["hand-in"];
  const answer = await act<RuleDraft>({
    path: "/rules/drafts",
    body: { files, note: note.trim() },
    about: "rules",
    words,
  });
  if (answer.kind === "ok") goTo(`/rules/draft/${encodeURIComponent(answer.body.digest)}`);
}
