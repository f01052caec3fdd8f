import { useState } from "preact/hooks";
import { hazards } from "../../../domain/city/hazard.ts";
import { draftFormTexts, warningScreenTexts } from "../../../locales/console/warnings.ts";
import { hazardNames } from "../../../locales/names.ts";
import { act } from "../../acts/act-queue.ts";
import type { Warning, WarningDraftBody } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { AreaSelect } from "../../parts/area-select.tsx";
import { CommandButton } from "../../parts/buttons.tsx";
import { Trouble } from "../../parts/states.tsx";
import { type DraftFields, draftBody, emptyDraft, hasHalfWords } from "./draft-body.ts";
import { LevelSelect } from "./level-select.tsx";
import { PreviewPanels } from "./preview/preview-panels.tsx";
import { usePreview } from "./preview/use-preview.ts";
import { WordFields } from "./warning-words.tsx";

/** A draft by hand: written, previewed as it would go out, then saved for a second look. */
export function DraftForm() {
  const say = useSay();
  const city = useStore(catalogue, (each) => each?.city.code ?? "");
  const [given, setFields] = useState<DraftFields>(emptyDraft);
  const fields = given.areaCode === "" ? { ...given, areaCode: city } : given;
  const [asked, setAsked] = useState<WarningDraftBody | null>(null);
  const preview = usePreview(asked, 0);
  const body = draftBody(fields);
  const isSeen = preview.body !== null && JSON.stringify(asked) === JSON.stringify(body);
  const commands = draftCommands({ fields, isSeen, look: () => setAsked(body), save: () => void save(body, fields) });
  useCommands(commands);
  return (
    <>
      <article class="warning work-main">
        <h1>{say(draftFormTexts.title)}</h1>
        <p class="muted">{say(draftFormTexts.why)}</p>
        <Fields fields={fields} setFields={setFields} />
        {preview.problem !== null && <Trouble problem={preview.problem} />}
        {isSeen && preview.body !== null && <PreviewPanels of={preview.body} isPending />}
      </article>
      <aside class="warning-side work-side">
        <section class="moves">
          <h3>{say(warningScreenTexts["can-do"])}</h3>
          {commands.map((command) => (
            <CommandButton key={command.id} command={command} look={command.id === "draft-save" ? "main" : ""} />
          ))}
        </section>
      </aside>
    </>
  );
}

function Fields({
  fields,
  setFields,
}: {
  readonly fields: DraftFields;
  readonly setFields: (fields: DraftFields) => void;
}) {
  const say = useSay();
  return (
    <section class="panel warning-words">
      <div class="draft-what">
        <label class="field" htmlFor="draft-hazard">
          {say(warningScreenTexts.hazard)}
          <select
            id="draft-hazard"
            value={fields.hazard}
            onChange={({ currentTarget: { value } }) =>
              setFields({ ...fields, hazard: hazards.find((each) => each === value) ?? fields.hazard })
            }
          >
            {hazards.map((hazard) => (
              <option key={hazard} value={hazard}>
                {say(hazardNames[hazard])}
              </option>
            ))}
          </select>
        </label>
        <AreaSelect
          id="draft-area"
          name={say(warningScreenTexts.area)}
          value={fields.areaCode}
          onChange={(areaCode) => setFields({ ...fields, areaCode })}
        />
        <LevelSelect value={fields.level} onChange={(level) => setFields({ ...fields, level })} />
      </div>
      <WordFields
        words={fields.words}
        write={(key, to) =>
          setFields({ ...fields, words: { ...fields.words, [key]: { ...fields.words[key], ...to } } })
        }
        isFixed={false}
      />
      {hasHalfWords(fields) && <p class="small late">{say(draftFormTexts["both-languages"])}</p>}
      <label class="check" htmlFor="draft-exercise">
        <input
          id="draft-exercise"
          type="checkbox"
          checked={fields.isExercise}
          onChange={({ currentTarget }) => setFields({ ...fields, isExercise: currentTarget.checked })}
        />{" "}
        {say(draftFormTexts["is-exercise"])}
      </label>
    </section>
  );
}

function draftCommands({
  fields,
  isSeen,
  look,
  save,
}: {
  readonly fields: DraftFields;
  readonly isSeen: boolean;
  readonly look: () => void;
  readonly save: () => void;
}): readonly Command[] {
  const right = "warnings.draft";
  const half = hasHalfWords(fields) ? { disabledBecause: draftFormTexts["both-languages"] } : {};
  const unseen = isSeen ? half : { disabledBecause: draftFormTexts["preview-first"] };
  return [
    { id: "draft-preview", key: "p", title: draftFormTexts.preview, right, ...half, run: look },
    { id: "draft-save", key: "s", title: draftFormTexts.draft, right, about: "draft", ...unseen, run: save },
  ];
}

async function save(body: WarningDraftBody, { hazard }: DraftFields): Promise<void> {
  const name = hazardNames[hazard];
  const title = draftFormTexts.title;
  const words = { zh: `${title.zh}：${name.zh}`, en: `${title.en}: ${name.en}` };
  const answer = await act<Warning>({ path: "/warnings", body, about: "draft", words });
  if (answer.kind === "ok") goTo(pathOf("warnings", answer.body.id), { replace: true });
}
