import type { Language } from "../domain/text.ts";

/** Every board, in the order people walk through them; also the names of the files. */
export const boardNames = [
  "city",
  "rivers",
  "ponding",
  "manholes",
  "cases",
  "evaluation",
  "devices",
  "station",
  "health",
] as const;

export type BoardName = (typeof boardNames)[number];

/** A board keeps its address for life: bookmarks and wall screens hang on it. */
export function boardUid(name: BoardName, language: Language): string {
  return `guanlan-${name}-${language}`;
}

/** The board without Grafana's own frame, for a screen on the wall. `kiosk` alone leaves variables and time picker. */
export function kioskUrl(name: BoardName, language: Language): string {
  return `/d/${boardUid(name, language)}?kiosk&_dash.hideTimePicker=true&_dash.hideVariables=true`;
}
