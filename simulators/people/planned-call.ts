import type { Call } from "../../examples/receiver.ts";

/** Who does something in the demonstration. */
export type DemoPart = "unit" | "duty-officer" | "commander";

/** What somebody does, in a word. */
export type DemoAct = "accept" | "refuse" | "feedback" | "verified" | "answer" | "dispatch" | "approve" | "issue";

/** Something that somebody will tell the hub, some time after they heard of an event. */
export interface PlannedCall extends Call {
  readonly afterMs: number;
  readonly as: DemoPart;
  readonly what: DemoAct;
}
