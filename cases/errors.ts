export const casesErrors = {
  "cases.unknown_station":
    "An alarm names a station the city does not have: the city's folder and the rules in force were not loaded together. Restart the hub.",
} as const;
