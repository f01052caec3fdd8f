import type { Language } from "../text.ts";
import type { Grant } from "./grant.ts";

/** Somebody who signs in, with a password or through the identity provider. */
export interface Account extends Grant {
  /** What they sign in with; for life. */
  readonly accountId: string;
  /** As others read it on what they did. */
  readonly name: string;
  /** What the identity provider calls them, exactly so written; null for who does not sign in through it. No two have the same. */
  readonly subject: string | null;
  readonly isDisabled: boolean;
  readonly language: Language;
  /** Our clock, ms since 1970. */
  readonly createdAt: number;
}

/** What a person's screens keep about how they like them: small values by name. */
export type Preferences = Readonly<Record<string, string | number | boolean>>;
