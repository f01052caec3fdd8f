export const casesErrors = {
  "cases.unknown_station":
    "An alarm names a station the city does not have: the city's folder and the rules in force were not loaded together. Restart the hub.",
  "cases.not_open":
    "Somebody acted on a case that is closed or unknown; nothing was changed. Load the list of cases again.",
  "cases.already_acknowledged":
    "Somebody acknowledged a case that another had acknowledged before; the first one counts. There is nothing to do.",
  "cases.wrong_state":
    "Somebody asked for a move that a case in that state does not allow; what a dispatch platform told of too early is on the timeline as told. Make the moves before it first; `GET /api/v1/cases/{id}/moves` lists what is allowed now.",
  "cases.already_there":
    "Somebody told of a step that the case has behind it; nothing was changed. There is nothing to do.",
  "cases.wrong_part":
    "Somebody asked for a move of a case that takes another part, such as voiding it as the dispatch platform. Ask somebody of that part.",
  "cases.already_suspended": "Somebody suspended a case that is suspended. Resume it first, or extend its limit.",
  "cases.not_suspended": "Somebody resumed a case that is not suspended. There is nothing to do.",
  "cases.past_until":
    "A case was to be suspended or extended until a moment that has passed. Give one that is still to come.",
  "cases.not_longer":
    "The limit of a case was to be extended until a moment at which it would end no later than it does. Give a later one.",
  "cases.hazard_stands":
    "A case was to be verified while an alarm of it is active; what a dispatch platform told of is on the timeline as told. Verify it once the hazard is over, or close it with a reason: the case is then marked.",
  "cases.unknown_unit": "A case was to be dispatched to a unit that the city does not have. Choose one of units.yaml.",
  "cases.reason_needed":
    "Somebody closed a case without the evidence that the city's standing order asks for, and gave no reason. Bring what is missing, or close it with a reason: the case is then marked.",
  "cases.changed_since":
    "Somebody acted on a case by a revision that is not its newest: others moved it meanwhile. Look at what changed, then try again.",
  "cases.key_reused":
    "One Idempotency-Key came with two different acts on one case; the second was not made. Send a new key for each act.",
} as const;
