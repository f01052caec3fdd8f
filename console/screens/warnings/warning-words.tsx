import type { Level } from "../../../domain/city/level.ts";
import { isInForce } from "../../../domain/governance/warnings/warning-state.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { fill } from "../../../locales/fill.ts";
import { levelNames } from "../../../locales/names.ts";
import type { Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import {
  contested,
  type EditFields,
  type Edits,
  fieldsOf,
  isOneSided,
  shownFields,
  type WordKey,
  wordKeys,
  written,
  yielded,
} from "./edits.ts";
import { LevelSelect } from "./level-select.tsx";

/** Words in both languages side by side; what is written is kept until it is saved or discarded. */
export function WarningWords({
  of,
  edits,
  setEdits,
  isFixed,
}: {
  readonly of: Warning;
  readonly edits: Edits | null;
  readonly setEdits: (edits: Edits | null) => void;
  readonly isFixed: boolean;
}) {
  const say = useSay();
  const now = shownFields(of, edits);
  const write = (to: Partial<EditFields>) => setEdits(written(of, edits, to));
  return (
    <section class="panel warning-words" aria-label={say(warningScreenTexts.words)}>
      <div class="words-head">
        <h3>{say(warningScreenTexts.words)}</h3>
        {!isFixed && <LevelSelect value={now.level} onChange={(level) => write({ level })} />}
        {edits !== null && <span class="chip unsaved">{say(warningScreenTexts.edited)}</span>}
      </div>
      {isInForce(of) && edits !== null && <p class="small">{say(warningScreenTexts["edit-update"])}</p>}
      {edits !== null && isOneSided(edits) && <p class="small late">{say(warningScreenTexts["one-sided"])}</p>}
      {edits !== null && edits.revision !== of.revision && (
        <ChangedUnder of={of} edits={edits} yieldTo={() => setEdits(yielded(of, edits))} />
      )}
      <WordFields words={now} write={(key, to) => write({ [key]: { ...now[key], ...to } })} isFixed={isFixed} />
    </section>
  );
}

/** That it moved on under the hand that writes; of fields that somebody else changed as well, what they say now. */
function ChangedUnder({
  of,
  edits,
  yieldTo,
}: {
  readonly of: Warning;
  readonly edits: Edits;
  readonly yieldTo: () => void;
}) {
  const say = useSay();
  const fields = contested(of, edits);
  const now = fieldsOf(of);
  return (
    <div class="notice problem" role="alert">
      <p>{say(fill(warningScreenTexts["edits-changed"], of))}</p>
      {fields.map((name) => (
        <p key={name}>
          {say(
            fill(warningScreenTexts["edits-contested"], { field: warningScreenTexts[name], now: wordsOf(now[name]) }),
          )}
        </p>
      ))}
      {fields.length > 0 && (
        <button type="button" class="button" onClick={yieldTo}>
          {say(warningScreenTexts["edits-yield"])}
        </button>
      )}
    </div>
  );
}

function wordsOf(field: Level | BilingualText): BilingualText {
  return typeof field === "string" ? levelNames[field] : field;
}

export function WordFields({
  words,
  write,
  isFixed,
}: {
  readonly words: Pick<EditFields, WordKey>;
  readonly write: (key: WordKey, to: Partial<BilingualText>) => void;
  readonly isFixed: boolean;
}) {
  const say = useSay();
  return (
    <div class="word-grid">
      <span class="language-head" aria-hidden="true" />
      <span class="language-head small muted">{say(warningScreenTexts.chinese)}</span>
      <span class="language-head small muted">{say(warningScreenTexts.english)}</span>
      {wordKeys.map((key) => (
        <WordRow key={key} of={key} text={words[key]} write={(to) => write(key, to)} isFixed={isFixed} />
      ))}
    </div>
  );
}

function WordRow({
  of: key,
  text,
  write,
  isFixed,
}: {
  readonly of: WordKey;
  readonly text: BilingualText;
  readonly write: (to: Partial<BilingualText>) => void;
  readonly isFixed: boolean;
}) {
  const say = useSay();
  const name = say(warningScreenTexts[key]);
  return (
    <>
      <span class="small muted">{name}</span>
      {(["zh", "en"] as const).map((language) =>
        isFixed ? (
          <p key={language} lang={language}>
            {text[language] === "" ? "–" : text[language]}
          </p>
        ) : (
          <textarea
            key={language}
            id={`words-${key}-${language}`}
            lang={language === "zh" ? "zh-CN" : "en"}
            rows={key === "title" ? 1 : 3}
            maxLength={key === "title" ? 200 : 2_000}
            aria-label={`${name} · ${say(warningScreenTexts[language === "zh" ? "chinese" : "english"])}`}
            value={text[language]}
            onInput={({ currentTarget }) => write({ [language]: currentTarget.value })}
          />
        ),
      )}
    </>
  );
}
