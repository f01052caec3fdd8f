export const pondingErrors = {
  "ponding.unknown_station":
    "Somebody acted on the listing of a station that the city does not have; nothing was changed. Load the city again.",
  "ponding.listed_already":
    "Somebody put a place on the list of ponding places that is on it; nothing was changed. Review or change it.",
  "ponding.not_listed":
    "Somebody acted on a place that is not on the list of ponding places; nothing was changed. Put it on the list first.",
  "ponding.review_not_ahead":
    "Somebody gave a next review that is not after today; nothing was changed. Give a day to come.",
  "ponding.same": "Somebody changed a listing to what it says; nothing was changed. There is nothing to do.",
  "ponding.changed_since":
    "Somebody acted on a revision of a listing that is no longer the newest; nothing was changed. Load it again.",
} as const;
