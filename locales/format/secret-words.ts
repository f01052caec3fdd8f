import type { SecretPlace } from "../../domain/one-line-secret.ts";
import type { BilingualText } from "../../domain/text.ts";
import { fill, type Texts } from "../fill.ts";

/** What is wrong with a secret of the hub's own; never the secret. */
export const secretTexts = {
  "place-variable": { zh: "变量 {name} ", en: "variable {name}" },
  "place-file": { zh: "文件 {file} ", en: "file {file}" },
  "got-nothing": { zh: "空", en: "nothing" },
  "got-several-lines": { zh: "多行", en: "several lines" },
} as const satisfies Texts;

export function placeWords(place: SecretPlace): BilingualText {
  return place.kind === "variable"
    ? fill(secretTexts["place-variable"], { name: place.name })
    : fill(secretTexts["place-file"], { file: place.file });
}
