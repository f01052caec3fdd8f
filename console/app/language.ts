import type { BilingualText, Language } from "../../domain/text.ts";
import { Store, useStore } from "../live/store.ts";

const kept = "guanlan.language";

function firstLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === "zh" || chosen === "en") return chosen;
  return navigator.language.startsWith("en") ? "en" : "zh";
}

/** Language of the whole page. */
export const language = new Store<Language>(firstLanguage());

/** Of numbers and times in the language of the page. */
export function locale(): string {
  return language.value === "zh" ? "zh-CN" : "en-GB";
}

export function setLanguage(next: Language): void {
  localStorage.setItem(kept, next);
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  language.set(next);
}

/** Says a text in the language of the page. */
export type Say = (text: BilingualText) => string;

const says: Readonly<Record<Language, Say>> = { zh: (text) => text.zh, en: (text) => text.en };

/** The same function as long as the language is. */
export function useSay(): Say {
  return says[useStore(language, (each) => each)];
}
