import { deviceFilterTexts, devicesTexts } from "../../../locales/console/operations/devices.ts";
import { fill, joined } from "../../../locales/fill.ts";
import { marks } from "../../../locales/shared.ts";
import { useSay } from "../../app/language.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { keyLabel } from "../../parts/buttons.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import type { DeviceFacts } from "./device-facts.ts";
import {
  type DeviceFilter,
  type DeviceWord,
  deviceWords,
  type FilterContext,
  fitsWord,
  noFilter,
} from "./device-filter.ts";

const wordKeys: Readonly<Record<DeviceWord, string>> = {
  offline: "f o",
  late: "f l",
  clock: "f c",
  battery: "f b",
  refused: "f r",
  maintenance: "f m",
  drills: "f d",
};

/** Words that narrow the table, each with how many it fits; what is shown is said as a sentence. */
export function DeviceFilters({
  facts,
  filter,
  setFilter,
  context,
  shown,
}: {
  readonly facts: readonly DeviceFacts[];
  readonly filter: DeviceFilter;
  readonly setFilter: (next: DeviceFilter) => void;
  readonly context: FilterContext;
  readonly shown: number;
}) {
  const say = useSay();
  const toggle = (word: DeviceWord) =>
    setFilter({ ...filter, words: filter.words.symmetricDifference(new Set([word])) });
  useCommands(filterCommands(toggle, () => setFilter(noFilter)));
  const chosen = deviceWords.filter((word) => filter.words.has(word)).map((word) => deviceFilterTexts[word]);
  const words = chosen.length === 0 ? devicesTexts.everything : joined(chosen, marks.list);
  return (
    <div class="words-filter">
      <input
        type="search"
        class="find"
        aria-label={say(devicesTexts.find)}
        placeholder={say(devicesTexts.find)}
        value={filter.text}
        onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
      />
      {deviceWords.map((word) => (
        <button
          key={word}
          type="button"
          class="button"
          aria-pressed={filter.words.has(word)}
          aria-keyshortcuts={wordKeys[word]}
          onClick={() => toggle(word)}
        >
          {say(deviceFilterTexts[word])} {countOf(facts, word, context)}
          <kbd class="key">{keyLabel(wordKeys[word])}</kbd>
        </button>
      ))}
      <span class="muted">{say(fill(devicesTexts.shown, { count: wholeNumber(shown), words }))}</span>
    </div>
  );
}

/** Of real devices, but for the word that is of drills. */
function countOf(facts: readonly DeviceFacts[], word: DeviceWord, context: FilterContext): string {
  return wholeNumber(facts.filter((of) => (word === "drills" || !of.isDrill) && fitsWord(of, word, context)).length);
}

function filterCommands(toggle: (word: DeviceWord) => void, clear: () => void): readonly Command[] {
  return [
    ...deviceWords.map((word): Command => {
      return { id: `devices-${word}`, key: wordKeys[word], title: deviceFilterTexts[word], run: () => toggle(word) };
    }),
    { id: "devices-all", key: "f a", title: devicesTexts.everything, run: clear },
  ];
}
