import * as client from "openid-client";
import { type Clock, hourMs } from "../../domain/clock.ts";
import { longestSubject } from "../../domain/people/provider-refusal.ts";
import { isReadableSubject } from "../../domain/people/subject.ts";
import type { OidcSettings } from "../settings.ts";
import { boundedFetch } from "./bounded-fetch.ts";
import type { IdentityProvider, ProviderFailure, SignInChecks } from "./identity-provider.ts";

export interface ProviderParts {
  readonly settings: OidcSettings & { readonly issuer: string };
  /** Null for a public client. */
  readonly secret: string | null;
  /** Where the provider sends browsers back to. */
  readonly redirectUri: string;
  /** Monotonic, ms. */
  readonly uptime: Clock;
}

/** For each call to the provider. */
const timeoutS = 5;
/** Between the provider's clock and ours. */
const clockToleranceS = 60;
/** The provider's addresses are asked for again after this, and after a failure. */
const discoveryMs = hourMs;

/**
 * The identity provider by openid-client: authorization code with PKCE, state and nonce; signatures of ID tokens are checked,
 * with keys asked for at each sign-in, so that keys that were withdrawn count no more.
 *
 * @see OpenID Connect Core 1.0; RFC 7636
 */
export function openidClientProvider({ settings, secret, redirectUri, uptime }: ProviderParts): IdentityProvider {
  const { clientId, subjectClaim, scopes, prompt } = settings;
  const issuer = new URL(settings.issuer);
  const execute = issuer.protocol === "http:" ? [client.allowInsecureRequests] : [];
  let known: { readonly metadata: Promise<client.ServerMetadata>; readonly until: number } | null = null;

  const discovered = async (): Promise<client.ServerMetadata> => {
    const options = { timeout: timeoutS, execute, [client.customFetch]: boundedFetch };
    return (await client.discovery(issuer, clientId, undefined, client.None(), options)).serverMetadata();
  };
  /** A configuration holds the keys it has seen: each sign-in has its own. */
  const configuration = async (): Promise<client.Configuration> => {
    if (known === null || uptime() >= known.until) known = { metadata: discovered(), until: uptime() + discoveryMs };
    const metadata = await known.metadata;
    const own = { [client.clockTolerance]: clockToleranceS };
    const made = new client.Configuration(metadata, clientId, own, authenticationOf(secret, metadata));
    made.timeout = timeoutS;
    made[client.customFetch] = boundedFetch;
    for (const extension of [...execute, client.enableNonRepudiationChecks]) extension(made);
    return made;
  };
  /** Every failure but a refusal may be for what was discovered before. */
  const asFailure = (error: unknown): ProviderFailure => {
    const failure = failureOf(error);
    if (failure.why !== "provider-refused") known = null;
    return failure;
  };

  return {
    async begin() {
      const checks: SignInChecks = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
      };
      try {
        const { href } = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: scopes,
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
          code_challenge_method: "S256",
          ...(prompt === "login" ? { prompt } : {}),
        });
        return { kind: "begun", url: href, checks };
      } catch (error) {
        return asFailure(error);
      }
    },
    async finish(answer, { state, nonce, codeVerifier }) {
      try {
        const config = await configuration();
        const url = new URL(redirectUri);
        url.search = answer;
        const expected = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier };
        const tokens = await client.authorizationCodeGrant(config, url, { ...expected, idTokenExpected: true });
        const claims = tokens.claims();
        if (claims === undefined) return failed("untrusted", "no ID token");
        let named = claims[subjectClaim];
        // Core 1.0, section 5.4: claims of a scope are at the UserInfo endpoint, and may be in the ID token as well.
        if (named === undefined && config.serverMetadata().userinfo_endpoint !== undefined)
          named = (await client.fetchUserInfo(config, tokens.access_token, claims.sub))[subjectClaim];
        const subject = typeof named === "number" ? String(named) : named;
        const isText = typeof subject === "string" && subject !== "" && subject.length <= longestSubject;
        if (isText && isReadableSubject(subject)) return { kind: "named", subject };
        return failed(
          "no-subject",
          `claim ${subjectClaim} is ${named === undefined ? "absent" : "no text that will do"}`,
        );
      } catch (error) {
        return asFailure(error);
      }
    },
  };
}

/** As discovery says that the provider takes it. @see OpenID Connect Discovery 1.0, section 3: basic where it says nothing */
function authenticationOf(secret: string | null, metadata: client.ServerMetadata): client.ClientAuth {
  if (secret === null) return client.None();
  const taken = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const isPost = !taken.includes("client_secret_basic") && taken.includes("client_secret_post");
  return isPost ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret);
}

/** Codes of openid-client for answers that are none of OpenID Connect's, or did not come. */
const awayCodes = [
  ...["OAUTH_TIMEOUT", "OAUTH_ABORT", "OAUTH_PARSE_ERROR", "OAUTH_RESPONSE_IS_NOT_CONFORM"],
  "OAUTH_RESPONSE_IS_NOT_JSON",
];

function failureOf(error: unknown): ProviderFailure {
  if (error instanceof client.AuthorizationResponseError)
    return failed("provider-refused", `callback: ${codeIn(error.error)}`);
  if (error instanceof client.ResponseBodyError)
    return failed(error.status >= 500 ? "provider-away" : "provider-refused", `${error.status} ${codeIn(error.error)}`);
  if (error instanceof client.WWWAuthenticateChallengeError)
    return failed("provider-refused", `${error.status} ${codeIn(error.cause[0]?.parameters.error)}`);
  if (error instanceof client.ClientError) {
    const why = awayCodes.includes(error.code ?? "") ? "provider-away" : "untrusted";
    return failed(why, `${error.code}: ${fixedWords(error)}`);
  }
  // `fetch` says so of what it cannot reach, and `boundedFetch` of an answer that is too long.
  if (error instanceof TypeError && error.cause instanceof Error)
    return failed("provider-away", codeIn((error.cause as NodeJS.ErrnoException).code));
  // Not thrown on: what is logged of an error shows its causes, and those may hold tokens.
  return failed("untrusted", error instanceof Error ? codeIn(error.name) : codeIn(null));
}

function failed(why: ProviderFailure["why"], detail: string): ProviderFailure {
  return { kind: "failed", why, detail };
}

/** A code of the protocol or the system; anything else may be anybody's words. */
function codeIn(value: unknown): string {
  return typeof value === "string" && /^\w{1,60}$/.test(value) ? value : "without a code";
}

/** What the library itself says: the name of a claim, never what was in it. Causes further down quote what came. */
function fixedWords({ message, cause }: client.ClientError): string {
  return cause instanceof Error && cause.name === "OperationProcessingError" ? cause.message : message;
}
