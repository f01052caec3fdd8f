/** How the city is run: everyday, holiday, a major event, an emergency. Rules may have other limits and delays in each. */
export const modes = ["daily", "holiday", "major-event", "emergency"] as const;

export type Mode = (typeof modes)[number];

/** In what part somebody may switch modes. */
export const modeSetterParts = ["duty-officer", "commander"] as const;

export type ModeSetterPart = (typeof modeSetterParts)[number];

/** How often devices are asked to report while a mode lasts. */
export interface FasterReporting {
  readonly everyMs: number;
  /** Devices at stations of these kinds; null for all. */
  readonly kinds: readonly string[] | null;
}

/**
 * What a mode changes beside the overrides that rules have for it, and how it is switched to. Ladders of calls and policies of
 * warnings name the modes that they are for themselves.
 */
export interface ModePolicy {
  /** Time limits of cases are multiplied by it. */
  readonly limitsFactor: number;
  /** Null where devices report as they usually do. */
  readonly reporting: FasterReporting | null;
  readonly setBy: readonly ModeSetterPart[];
  /** Whether another person has to approve the switch. */
  readonly needsSecondPerson: boolean;
  /** Longest time until it ends by itself, ms; null for no end. */
  readonly longestMs: number | null;
  /** Whether silences in force end as it begins: nothing stays muted. */
  readonly endsSilences: boolean;
  /** Whether no other rules take over while it lasts, but by a commander's word. */
  readonly freezesRules: boolean;
}

export type ModePolicies = Readonly<Record<Mode, ModePolicy>>;

/** How modes are in a city that has no modes.yaml: whoever may switch, switches, and nothing but rules changes. */
export const usualModePolicy: ModePolicy = {
  limitsFactor: 1,
  reporting: null,
  setBy: ["commander"],
  needsSecondPerson: false,
  longestMs: null,
  endsSilences: false,
  freezesRules: false,
};
