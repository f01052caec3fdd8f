/** Every code this room throws; docs/errors.md is made of it. */
export const rulesErrors = {
  "rules.gauge_without_key": "A gauge of the city has no key in the journal; the store must register gauges first",
  "rules.saved_state_unreadable":
    "The state of an alarm as saved is not what this version writes; restore a backup or replay the journal",
  "rules.no_draft": "Somebody acted on a drafted set of rules that there is not. Look at `GET /api/v1/rules/drafts`.",
  "rules.draft_over":
    "Somebody acted on a drafted set of rules that was approved, rejected or activated before. Look at the drafts again.",
  "rules.draft_there": "The same set of rules was drafted before and waits. There is nothing to do.",
  "rules.draft_same_person": "Who drafted a set of rules approved it too. Have a second person approve it.",
  "rules.draft_not_approved":
    "Somebody activated a drafted set of rules that nobody has approved. Have it approved first.",
  "rules.draft_unfit": "An approved set of rules does not fit the city any more. Mend it and draft it again.",
  "rules.draft_failed": "An approved set of rules could not take over yet; it is tried again.",
  "rules.frozen":
    "Rules are frozen in the mode the city is in. Wait for its end, or have a commander override it with a reason.",
  "rules.override_part": "Only a commander activates rules that are frozen, with a reason.",
} as const;
