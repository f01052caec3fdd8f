import type { Language } from "../text.ts";
import type { Grant } from "./grant.ts";

/** Somebody who signs in with a name and a password. */
export interface Account extends Grant {
  /** What they sign in with; for life. */
  readonly accountId: string;
  /** As others read it on what they did. */
  readonly name: string;
  readonly isDisabled: boolean;
  readonly language: Language;
  /** Our clock, ms since 1970. */
  readonly createdAt: number;
}

/** What a person's screens keep about how they like them: small values by name. */
export type Preferences = Readonly<Record<string, string | number | boolean>>;
