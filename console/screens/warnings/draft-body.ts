import type { Hazard } from "../../../domain/city/hazard.ts";
import type { Level } from "../../../domain/city/level.ts";
import type { WarningDraftBody } from "../../api/wire.ts";
import { type EditFields, type WordKey, wordKeys } from "./edits.ts";

/** What a person wrote of a draft; words that are empty are left to the city's policy. */
export interface DraftFields {
  readonly hazard: Hazard;
  /** Empty before one was chosen. */
  readonly areaCode: string;
  readonly level: Level;
  readonly words: Pick<EditFields, WordKey>;
  readonly isExercise: boolean;
}

const noWords = { zh: "", en: "" };

export const emptyDraft: DraftFields = {
  hazard: "waterlogging",
  areaCode: "",
  level: "yellow",
  words: { title: noWords, impact: noWords, advice: noWords },
  isExercise: false,
};

/** Whether words stand in one language alone, which the hub refuses. */
export function hasHalfWords({ words }: Pick<DraftFields, "words">): boolean {
  return wordKeys.some((key) => (words[key].zh.trim() === "") !== (words[key].en.trim() === ""));
}

export function draftBody({ hazard, areaCode, level, words, isExercise }: DraftFields): WarningDraftBody {
  const written = wordKeys.filter((key) => words[key].zh.trim() !== "" && words[key].en.trim() !== "");
  return {
    hazard,
    areaCode,
    level,
    ...Object.fromEntries(written.map((key) => [key, words[key]])),
    ...(isExercise ? { isExercise } : {}),
  };
}
