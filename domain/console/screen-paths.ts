/** Screens of those on duty, which is also the first part of each one's address; the map is at `/`. */
export const screenIds = [
  "map",
  "cases",
  "warnings",
  "stations",
  "blind-spots",
  "devices",
  "deliveries",
  "mode",
  "rules",
  "evaluation",
  "ponding",
  "shift",
  "audit",
  "hub",
  "account",
] as const;

export type ScreenId = (typeof screenIds)[number];

/** First parts of the addresses that pages are served at: those of the screens, and the public's. */
export const pagePaths: readonly string[] = [...screenIds.map((id) => (id === "map" ? "" : id)), "public"];
