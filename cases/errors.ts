export const casesErrors = {
  "cases.unknown_station":
    "An alarm names a station the city does not have: the city's folder and the rules in force were not loaded together. Restart the hub.",
  "cases.not_open":
    "Somebody acted on a case that is closed or unknown; nothing was changed. Load the list of cases again.",
  "cases.already_acknowledged":
    "Somebody acknowledged a case that another had acknowledged before; the first one counts. There is nothing to do.",
} as const;
