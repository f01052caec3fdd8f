/** First parts of the addresses of the console's screens, for whoever serves and draws them; empty for the first one. */
export const screenPaths = [
  "",
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
  "public",
  "sign-in",
] as const;
