import { type Level, levels } from "../../../domain/city/level.ts";
import { warningDeskTexts } from "../../../locales/console/warnings.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { levelNames } from "../../../locales/names.ts";
import { useSay } from "../../app/language.ts";
import { Mark } from "../../parts/mark.tsx";

/** One of the four levels, with its mark beside it. */
export function LevelSelect({ value, onChange }: { readonly value: Level; readonly onChange: (level: Level) => void }) {
  const say = useSay();
  return (
    <label class="level-select" htmlFor="warning-level">
      <span class="small muted">{say(warningDeskTexts.level)}</span>
      <Mark look={lookOfLevel(value)} size={20} />
      <select
        id="warning-level"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = levels.find((each) => each === currentTarget.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {levels.toReversed().map((level) => (
          <option key={level} value={level}>
            {say(levelNames[level])}
          </option>
        ))}
      </select>
    </label>
  );
}
