export const warningsErrors = {
  "warnings.not_open":
    "Somebody acted on a warning that is lifted or unknown; nothing was changed. Load the list of warnings again.",
  "warnings.not_a_draft":
    "Somebody issued a warning that is issued already; nothing was changed. There is nothing to do.",
} as const;
