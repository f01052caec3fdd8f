export const responsesErrors = {
  "responses.active_already":
    "Somebody started the emergency response of an area that has one; nothing was changed. Adjust that one.",
  "responses.not_active":
    "Somebody adjusted or terminated the emergency response of an area that has none; nothing was changed. Start one.",
  "responses.same_level":
    "Somebody adjusted an emergency response to the level and upon the warnings that it has; nothing was changed. There is nothing to do.",
  "responses.changed_since":
    "Somebody acted on a revision of a response that is no longer the newest; nothing was changed. Load it again.",
  "responses.unfit_warning":
    "Somebody named a warning that an emergency response cannot rest on: one that is over, a draft, of a drill, or of an area that neither lies in the response's nor around it; nothing was changed. Name one that is in force there, or none.",
  "responses.unknown_area":
    "Somebody acted on the response of an area that the city does not have; nothing was changed. Load the city again.",
} as const;
