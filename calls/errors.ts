/** Codes of refusals, each with its meaning and what to do. */
export const callsErrors = {
  "calls.not_waiting":
    "Somebody answered a call whose case has been answered or is over; nothing was changed. There is nothing to do.",
  "calls.unknown_post":
    "Somebody handed over or signed for a post that the city does not have. Name one of its posts.yaml.",
  "calls.unknown_person": "A post was handed to somebody who is not of it. Name one of its people in posts.yaml.",
  "calls.unknown_sheet": "Somebody signed a sheet that is not the newest of its post. Look at the handover again.",
  "calls.other_digest": "Somebody signed with the digest of another sheet than the one handed over. Read it again.",
  "calls.unknown_station":
    "Another system's alert is about a station that the city does not have. Say in alert-sources.yaml which station it is.",
  "calls.wrong_signer": "A sheet was signed by another than the one who takes over. Sign in as that person.",
} as const;
