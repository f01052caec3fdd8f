/** Codes that simulators/ throws. */
export const simulatorErrors = {
  "simulators.file_missing": "The CSV to replay is not there or cannot be opened; check the path.",
  "simulators.column_missing": "The CSV has no such column; the message lists those it has.",
  "simulators.csv_broken": "The CSV or its compression is damaged at the line the message names; mend the file.",
  "simulators.zone_missing": "Times in the CSV have no zone and none was given; say which, such as +08:00.",
  "simulators.csv_unclear":
    "How the CSV is written is not clear: the order of dates, the decimal mark, the encoding, or which series it is; the message names the option that says so.",
  "simulators.option_invalid": "An option of the simulator is outside what it takes; the message says what it takes.",
  "simulators.sign_in_refused": "The hub refused the device; check its id and token, or add the device first.",
  "simulators.hub_unreachable": "No hub answered at the address for too long; start it, or correct the address.",
  "simulators.load_failed": "The load process ended before its result; the message holds its last words.",
  "simulators.scenario_unknown": "There is no scenario of that name; the message lists those there are.",
  "simulators.bad_scenario":
    "A scenario file is wrong or does not fit the city; the message names every mistake with its place and the fix.",
  "simulators.folder_taken": "The folder for the data of a run has something in it; name one that is new or empty.",
  "simulators.event_misplaced":
    "An event of a scenario is at a station that is not there or of another kind; name one of the right kind.",
  "simulators.step_invalid":
    "The step of the simulated water does not divide that of its rivers; the message says both.",
} as const;
