/**
 * Why somebody was not signed in through the identity provider:
 *
 * - `cleartext`: secrets would have gone over the wire as plain text.
 * - `stale`: this browser had begun no such sign-in, or too long ago, or it is over.
 * - `wait`: too many failed from this address.
 * - `provider-away`: the provider gave no answer, or one that is none.
 * - `provider-refused`: the provider said no, as where somebody turned back.
 * - `untrusted`: what it sent does not hold: signature, issuer, audience, nonce, times.
 * - `no-subject`: it says nothing of the claim that names people here.
 * - `unknown-subject`: no account has the subject.
 * - `disabled`: the account that has it is disabled.
 */
export const providerRefusals = [
  "cleartext",
  "stale",
  "wait",
  "provider-away",
  "provider-refused",
  "untrusted",
  "no-subject",
  "unknown-subject",
  "disabled",
] as const;

export type ProviderRefusal = (typeof providerRefusals)[number];

/** Most characters of a subject. OpenID Connect Core 1.0, section 2, has 255 for `sub`. */
export const longestSubject = 255;
