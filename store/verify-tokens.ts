import { hash, timingSafeEqual } from "node:crypto";
import type { Accounts, ApiToken, CredentialResult, Credentials } from "./ports.ts";
import type { TokenCache } from "./token-cache.ts";

/** A token of a device, as kept. */
export interface DeviceToken {
  /** SHA-256 of the token. */
  readonly hash: Uint8Array;
  readonly isRevoked: boolean;
}

/** A valid API token, as kept. */
export interface KeptApiToken extends ApiToken {
  /** SHA-256 of the token. */
  readonly hash: Uint8Array;
}

export function createCredentials(cache: Pick<TokenCache<readonly DeviceToken[]>, "find">): Credentials {
  return {
    async verify(deviceId, token) {
      const sent = sha256(token);
      const kept = await cache.find(deviceId, (tokens) => judge(tokens, sent) === "accepted");
      return kept === undefined ? "unknown_device" : judge(kept, sent);
    },
    async isRevoked(deviceId) {
      const kept = await cache.find(deviceId, (tokens) => tokens.some(({ isRevoked }) => !isRevoked));
      return kept?.every(({ isRevoked }) => isRevoked) ?? false;
    },
  };
}

export function createAccounts(cache: Pick<TokenCache<KeptApiToken>, "find">): Accounts {
  return {
    async verify(token) {
      const sent = sha256(token);
      const tokenId = /^gl_([0-9a-f]{12})_[\w-]{43}$/.exec(token)?.[1];
      const kept = tokenId === undefined ? undefined : await cache.find(tokenId, () => true);
      const isKnown = timingSafeEqual(kept?.hash ?? noHash, sent);
      if (!isKnown || kept === undefined) return null;
      const { hash: _, ...known } = kept;
      return known;
    },
  };
}

/** All are compared, so that the time it takes does not show which one came close. */
function judge(tokens: readonly DeviceToken[], sent: Uint8Array): Exclude<CredentialResult, "unknown_device"> {
  let outcome: "accepted" | "revoked" | "wrong_token" = "wrong_token";
  for (const token of tokens) {
    if (timingSafeEqual(token.hash, sent)) outcome = token.isRevoked ? "revoked" : "accepted";
  }
  return outcome;
}

const noHash = new Uint8Array(32);

export function sha256(token: string | Uint8Array): Uint8Array {
  return hash("sha256", token, "buffer");
}
