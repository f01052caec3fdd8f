const session = "guanlan_session";
const signIn = "guanlan_oidc";

/** Where a sign-in through the identity provider begins, and below which it ends. */
export const providerSignInPath = "/api/v1/session/oidc";

/** The secret of a session in a Cookie header; null for none. */
export function sessionCookieIn(header: string | undefined): string | null {
  return secretIn(header, session);
}

/** The secret of a sign-in that this browser began at the identity provider; null for none. */
export function signInCookieIn(header: string | undefined): string | null {
  return secretIn(header, signIn);
}

/** A header as long as Node.js takes one: other services of the host have their cookies in it as well. */
function secretIn(header: string | undefined, name: string): string | null {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]{43})(?:;|$)`).exec(header ?? "")?.[1] ?? null;
}

interface CookieLife {
  /** Over TLS the browser must never send it in clear. */
  readonly isSecure: boolean;
  readonly maxAgeS: number;
}

/** The header that gives a browser its session: no script can read it, no other site can send it along. */
export function sessionCookie(secret: string, life: CookieLife): string {
  return cookie(`${session}=${secret}; Path=/`, "Strict", life);
}

/** The same of a sign-in under way: the browser sends it along as the provider leads back. */
export function signInCookie(secret: string, life: CookieLife): string {
  return cookie(`${signIn}=${secret}; Path=${providerSignInPath}`, "Lax", life);
}

function cookie(start: string, sameSite: "Strict" | "Lax", { isSecure, maxAgeS }: CookieLife): string {
  return `${start}; HttpOnly; SameSite=${sameSite}; Max-Age=${maxAgeS}${isSecure ? "; Secure" : ""}`;
}

/** The header that makes the browser forget its session. */
export function endedCookie(isSecure: boolean): string {
  return sessionCookie("", { isSecure, maxAgeS: 0 });
}
