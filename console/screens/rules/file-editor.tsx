import { useState } from "preact/hooks";
import { draftTexts } from "../../../locales/console/rules.ts";
import type { RuleFile } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";

/** Rule files, one at a time as text; files from the machine replace those of the same name. */
export function FileEditor({
  files,
  onChange,
}: {
  readonly files: readonly RuleFile[];
  readonly onChange: (files: readonly RuleFile[]) => void;
}) {
  const say = useSay();
  const [name, setName] = useState(files[0]?.name ?? "");
  const text = files.find((file) => file.name === name)?.text ?? "";
  const upload = async (chosen: FileList | null): Promise<void> => {
    const added = await Promise.all([...(chosen ?? [])].map(readFile));
    onChange(replaced(files, added));
  };
  return (
    <>
      <p class="actions">
        <label class="field">
          {say(draftTexts.file)}
          <select class="field-alone" value={name} onChange={({ currentTarget: { value } }) => setName(value)}>
            {files.map((file) => (
              <option key={file.name} value={file.name}>
                {file.name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {say(draftTexts.upload)}
          <input
            type="file"
            accept=".yaml"
            multiple
            onChange={({ currentTarget }) => void upload(currentTarget.files)}
          />
        </label>
      </p>
      <label class="field">
        <span class="visually-hidden">{name}</span>
        <textarea
          class="rule-editor"
          rows={22}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget: { value } }) => onChange(replaced(files, [{ name, text: value }]))}
        />
      </label>
    </>
  );
}

async function readFile(file: File): Promise<RuleFile> {
  return { name: file.name === "rules.yaml" ? file.name : `rules/${file.name}`, text: await file.text() };
}

function replaced(files: readonly RuleFile[], added: readonly RuleFile[]): readonly RuleFile[] {
  const byName = new Map([...files, ...added].map((file) => [file.name, file]));
  return [...byName.values()];
}
