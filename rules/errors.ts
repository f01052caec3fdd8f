/** Every code this room throws; docs/errors.md is made of it. */
export const rulesErrors = {
  "rules.gauge_without_key": "A gauge of the city has no key in the journal; the store must register gauges first",
  "rules.saved_state_unreadable":
    "The state of an alarm as saved is not what this version writes; restore a backup or replay the journal",
} as const;
