import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";
import type { DeviceId } from "../../domain/ids.ts";
import type { Caller } from "../../people/caller.ts";
import type { OpenSession } from "../../people/sessions/sessions.ts";
import type { Credentials } from "../../store/ports.ts";
import type { ApiDeps } from "../app.ts";
import { sessionCookieIn } from "./session-cookie.ts";

/** What a call shows of who it is from; never logged. */
type Credential = { readonly kind: "bearer" | "cookie"; readonly secret: string };

/** Who calls, and how that is known. */
export interface Identity {
  readonly caller: Caller;
  /** The session behind the cookie; null with a token. */
  readonly session: OpenSession | null;
  /** The caller as they are now; null once the token or session is over. */
  again(): Promise<Caller | null>;
}

/** Finds out who a credential is of. */
export interface Identities {
  /** Null for nobody. */
  identify(credential: Credential | null): Promise<Identity | null>;
}

export function identities({ tokens, people }: Pick<ApiDeps, "tokens" | "people">): Identities {
  const ofToken = async (secret: string): Promise<Caller | null> => {
    const token = await tokens.verify(secret);
    if (token === null) return null;
    const { tokenId, ...given } = token;
    return { kind: "token", accountId: tokenId, ...given };
  };
  const ofSession = async (secret: string): Promise<Caller | null> => (await people.session(secret))?.caller ?? null;
  return {
    async identify(credential) {
      if (credential === null) return null;
      const { kind, secret } = credential;
      if (kind === "bearer") {
        const caller = await ofToken(secret);
        return caller === null ? null : { caller, session: null, again: () => ofToken(secret) };
      }
      const session = await people.session(secret);
      return session === null ? null : { caller: session.caller, session, again: () => ofSession(secret) };
    },
  };
}

const longestToken = 512;

/** A token in the header goes before a cookie; a header that is no token is nobody's, whatever the cookie says. */
export function credentialOf(headers: IncomingHttpHeaders): Credential | null {
  const { authorization } = headers;
  if (authorization !== undefined) return { kind: "bearer", secret: bearerIn(authorization) };
  const secret = sessionCookieIn(headers.cookie);
  return secret === null ? null : { kind: "cookie", secret };
}

/** Empty, which is nobody's, where the header holds no token. */
function bearerIn(authorization: string): string {
  if (authorization.length > longestToken) return "";
  return /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1] ?? "";
}

/** The device of the path's `id` where the call carries its token; null otherwise. */
export async function isTokenOfDevice(
  tokens: Pick<Credentials, "verify">,
  { params, headers }: Pick<FastifyRequest, "params" | "headers">,
): Promise<DeviceId | null> {
  const credential = credentialOf(headers);
  const id = typeof params === "object" && params !== null && "id" in params ? params.id : null;
  if (typeof id !== "string" || credential?.kind !== "bearer" || credential.secret === "") return null;
  const verified = await tokens.verify(id, new TextEncoder().encode(credential.secret));
  return verified === "accepted" ? (id as DeviceId) : null;
}

const csrfHeader = "x-guanlan-csrf";

/**
 * Whether a call that changes something may have been made by another site in this person's browser: it comes by cookie and
 * lacks the session's own header token, or the browser says that it is not from our pages.
 */
export function isForged(
  { method, headers }: Pick<FastifyRequest, "method" | "headers">,
  { session }: Pick<Identity, "session">,
): boolean {
  if (session === null || method === "GET" || method === "HEAD") return false;
  return isFromElsewhere(headers) || !isEqual(String(headers[csrfHeader] ?? ""), session.csrfToken);
}

/** Whether the browser says that another site, or a page outside this origin, makes the call. */
export function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function isEqual(sent: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(sent), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
