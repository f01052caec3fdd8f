/** How the city is run: everyday, holiday, a major event, an emergency. Rules may have other limits and delays in each. */
export const modes = ["daily", "holiday", "major-event", "emergency"] as const;

export type Mode = (typeof modes)[number];
