export const modesErrors = {
  "modes.no_request":
    "Somebody approved or took back a request for a mode that does not wait any more. Look at `GET /api/v1/mode`.",
  "modes.request_over": "A request for a mode was not approved within 15 minutes. Ask again.",
  "modes.same_person": "Who asked for a mode approved it too. Have a second person approve it.",
  "modes.until_over": "A mode was to end at a moment that has passed. Ask again with one that is still to come.",
  "modes.switch_under_way": "The switch is approved and taking effect. There is nothing to do.",
  "modes.not_their_part": "modes.yaml says who switches to this mode. Have one of them do it.",
  "modes.second_person": "modes.yaml wants a second person for this mode. Ask for it and have another approve it.",
  "modes.too_long": "modes.yaml says how long this mode lasts at most. Give an earlier end.",
  "modes.reason_wanted": "A mode that a second person approves needs a reason. Give one.",
} as const;
