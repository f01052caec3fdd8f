import { isInForce } from "../../../domain/governance/warnings/warning-state.ts";
import type { BilingualText } from "../../../domain/text.ts";
import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import type { Warning } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { type Edits, editsOf, isOneSided, type WordKey, wordKeys } from "./edits.ts";
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
  readonly setEdits: (edits: Edits) => void;
  readonly isFixed: boolean;
}) {
  const say = useSay();
  const now = edits ?? editsOf(of);
  const write = (key: WordKey, to: Partial<BilingualText>) =>
    setEdits({ ...now, words: { ...now.words, [key]: { ...now.words[key], ...to } } });
  return (
    <section class="panel warning-words" aria-label={say(warningDeskTexts.words)}>
      <div class="words-head">
        <h3>{say(warningDeskTexts.words)}</h3>
        {!isFixed && <LevelSelect value={now.level} onChange={(level) => setEdits({ ...now, level })} />}
        {edits !== null && <span class="chip unsaved">{say(warningDeskTexts.edited)}</span>}
      </div>
      {isInForce(of) && edits !== null && <p class="small">{say(warningDeskTexts["edit-update"])}</p>}
      {edits !== null && isOneSided(of, edits) && <p class="small late">{say(warningDeskTexts["one-sided"])}</p>}
      <WordFields words={now.words} write={write} isFixed={isFixed} />
    </section>
  );
}

export function WordFields({
  words,
  write,
  isFixed,
}: {
  readonly words: Edits["words"];
  readonly write: (key: WordKey, to: Partial<BilingualText>) => void;
  readonly isFixed: boolean;
}) {
  const say = useSay();
  return (
    <div class="word-grid">
      <span class="language-head" aria-hidden="true" />
      <span class="language-head small muted">{say(warningDeskTexts.chinese)}</span>
      <span class="language-head small muted">{say(warningDeskTexts.english)}</span>
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
  const name = say(warningDeskTexts[key]);
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
            aria-label={`${name} · ${say(warningDeskTexts[language === "zh" ? "chinese" : "english"])}`}
            value={text[language]}
            onInput={({ currentTarget }) => write({ [language]: currentTarget.value })}
          />
        ),
      )}
    </>
  );
}
