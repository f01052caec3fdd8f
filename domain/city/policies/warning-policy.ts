import type { ActorPart } from "../../governance/actor.ts";
import type { ResponseLevel } from "../../inputs/acts/response-action.ts";
import type { BilingualText } from "../../text.ts";
import type { Hazard } from "../hazard.ts";
import type { Level } from "../level.ts";
import type { Mode } from "../mode.ts";

/** Who decides on warnings of one colour. */
export interface ColourPolicy {
  /** Parts that may approve it; empty where it needs no approval. */
  readonly approve: readonly ActorPart[];
  /** Parts that may issue it. */
  readonly issue: readonly ActorPart[];
  /** True where two persons must stand behind it: one alone can never bring it out. */
  readonly secondPerson: boolean;
  /** What happens where no person has decided for so long; null for nothing. */
  readonly unattended: UnattendedPolicy | null;
  /** For how long it holds from its newest bulletin on, ms; null for as long as its reasons last. */
  readonly expiresAfterMs: number | null;
}

export interface UnattendedPolicy {
  readonly afterMs: number;
  /** `issue`: the rule issues it; `escalate`: those concerned are paged once more. */
  readonly do: "issue" | "escalate";
}

/** What a warning of a hazard says at a level. */
export interface WarningText {
  /** What can happen. */
  readonly impact: BilingualText;
  /** What to do, in place of what the rule says; null for that. */
  readonly advice: BilingualText | null;
}

/** The name under which the policy acts where time runs out: nobody's hand. */
export const policyName = "warning-policy";

/** A city's standing order on warnings (warning-policy.yaml). */
export interface WarningPolicy {
  readonly colours: Readonly<Record<Level, ColourPolicy>>;
  /** What is otherwise in a mode. */
  readonly modes: Readonly<Partial<Record<Mode, Readonly<Partial<Record<Level, Partial<ColourPolicy>>>>>>>;
  readonly texts: Readonly<Partial<Record<Hazard, Readonly<Partial<Record<Level, WarningText>>>>>>;
  /** Who speaks to the public. */
  readonly sender: {
    /** Of CAP: one in the world, such as a domain name. */
    readonly id: string;
    readonly name: BilingualText | null;
    readonly contact: string | null;
    readonly web: string | null;
  };
  /** Emergency response that a colour suggests to the headquarters. */
  readonly suggests: Readonly<Partial<Record<Level, ResponseLevel>>>;
}

/** What holds for a colour in a mode. */
export function colourPolicy({ colours, modes }: WarningPolicy, level: Level, mode: Mode): ColourPolicy {
  return { ...colours[level], ...modes[mode]?.[level] };
}
