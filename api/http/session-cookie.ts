const name = "guanlan_session";

/** The secret of a session in a Cookie header; null for none. */
export function sessionCookieIn(header: string | undefined): string | null {
  if (header === undefined || header.length > 4096) return null;
  return new RegExp(`(?:^|;\\s*)${name}=([\\w-]{43})(?:;|$)`).exec(header)?.[1] ?? null;
}

/**
 * The header that gives a browser its session: no script can read it, no other site can send it along.
 *
 * @param isSecure over TLS the browser must never send it in clear
 */
export function sessionCookie(secret: string, { isSecure, maxAgeS }: { isSecure: boolean; maxAgeS: number }): string {
  return `${name}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeS}${isSecure ? "; Secure" : ""}`;
}

/** The header that makes the browser forget it. */
export function endedCookie(isSecure: boolean): string {
  return sessionCookie("", { isSecure, maxAgeS: 0 });
}
