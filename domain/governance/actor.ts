/** In what part somebody acts. `rule` is the city's own standing order, nobody's hand. */
export const actorParts = ["duty-officer", "commander", "platform", "unit", "rule"] as const;

export type ActorPart = (typeof actorParts)[number];

/** Who acts, beside the name. */
export interface Actor {
  readonly part: ActorPart;
  /** Account or token that signed in; absent for `rule`. */
  readonly accountId?: string;
}
