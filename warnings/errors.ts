export const warningsErrors = {
  "warnings.not_open":
    "Somebody acted on a warning that is over or unknown; nothing was changed. Load the list of warnings again.",
  "warnings.not_a_draft":
    "Somebody issued a warning that is issued already; nothing was changed. There is nothing to do.",
  "warnings.changed_since":
    "Somebody acted on a revision of a warning that is no longer the newest; nothing was changed. Load it again.",
  "warnings.part_not_allowed":
    "The city's policy wants another part to approve or issue a warning of this colour in the present mode; nothing was changed. Ask one of those it names.",
  "warnings.second_person_wanted":
    "The city's policy wants two persons behind a warning of this colour, and this one has acted on it already; nothing was changed. Let another do it.",
  "warnings.not_approved":
    "Somebody issued a warning that has to be approved first; nothing was changed. Let it be approved.",
  "warnings.nothing_to_approve":
    "Somebody approved a warning that waits for no approval; nothing was changed. There is nothing to do.",
  "warnings.nothing_to_withdraw":
    "Somebody withdrew a warning that is in force; nothing was changed. Lift it to end it.",
  "warnings.level_below_cases":
    "Somebody set a level milder than the open cases of the warning; nothing was changed. Act on the cases first.",
  "warnings.already_open":
    "Somebody drafted a warning where one of its hazard and area is open; nothing was changed. Edit that one.",
  "warnings.unknown_area":
    "Somebody drafted a warning for an area that the city does not have; nothing was changed. Load the city again.",
} as const;
