import { randomBytes } from "node:crypto";
import type { HubError } from "../domain/errors.ts";
import type { DeviceId } from "../domain/ids.ts";
import { type Grant, grantOfKind } from "../domain/people/grant.ts";
import type { TokenKind } from "../domain/people/role.ts";
import { fill } from "../locales/fill.ts";
import { storeTexts } from "../locales/store/errors.ts";
import { storeError } from "./errors.ts";
import type { ApiToken } from "./ports.ts";

/** Valid tokens a device may have at once: the old and the new while it changes over. */
export const maxDeviceTokens = 2;

/** Adds and revokes device tokens. Tokens are 256 random bits, returned once and kept as SHA-256. */
export interface DeviceCredentials {
  /**
   * @param options.isReplacing revokes every older token of the device in the same transaction
   * @throws {HubError} `store.too_many_tokens` when two are valid already and `isReplacing` is not set
   */
  add(deviceId: DeviceId, options?: { readonly isReplacing?: boolean }): string;
  /** One transaction for many devices, their older tokens revoked; tokens in the order of the ids. */
  replaceAll(deviceIds: readonly DeviceId[]): readonly string[];
  /**
   * As `replaceAll`, for devices that are simulated: tokens that people were given stay valid, and these do not count
   * against `maxDeviceTokens`.
   */
  replaceSimulated(deviceIds: readonly DeviceId[]): readonly string[];
  /**
   * Withdraws every right of the device, that of a certificate too; a token added later gives it back.
   *
   * @returns how many tokens were valid until now
   */
  revoke(deviceId: DeviceId): number;
}

/** Makes and revokes API tokens, `gl_{tokenId}_{secret}`. */
export interface TokenCredentials {
  create(name: string, grant: Grant | TokenKind): { readonly token: string; readonly tokenId: string };
  /** @throws {HubError} `store.not_found` when there is no such valid token */
  revoke(tokenId: string): void;
  list(): readonly (ApiToken & { readonly createdAt: number; readonly revokedAt: number | null })[];
}

/** What a token is given, where that is said by a kind. */
export function grantFrom(given: Grant | TokenKind): Grant {
  return typeof given === "string" ? grantOfKind(given) : given;
}

export function newDeviceToken(): string {
  return randomBytes(32).toString("base64url");
}

export function newApiToken(): { readonly token: string; readonly tokenId: string } {
  const tokenId = randomBytes(6).toString("hex");
  return { tokenId, token: `gl_${tokenId}_${randomBytes(32).toString("base64url")}` };
}

export function tooManyTokens(deviceId: DeviceId, valid: number): HubError {
  const blanks = { device: deviceId, most: maxDeviceTokens, valid };
  return storeError("store.too_many_tokens", fill(storeTexts["too-many-tokens"], blanks));
}

export function unknownApiToken(tokenId: string): HubError {
  return storeError("store.not_found", fill(storeTexts["unknown-api-token"], { token: tokenId }));
}
