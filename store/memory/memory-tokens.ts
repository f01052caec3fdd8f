import type { Clock } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import {
  type DeviceCredentials,
  maxDeviceTokens,
  newApiToken,
  newDeviceToken,
  type TokenCredentials,
  tooManyTokens,
  unknownApiToken,
} from "../issue-tokens.ts";
import type { Accounts, Credentials } from "../ports.ts";
import { createAccounts, createCredentials, type KeptApiToken, sha256 } from "../verify-tokens.ts";

/** Tokens in memory, as devices and callers meet them and as commands change them. */
export interface MemoryTokens {
  readonly credentials: Credentials;
  readonly accounts: Accounts;
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
}

interface IssuedDeviceToken {
  readonly hash: Uint8Array;
  isRevoked: boolean;
}

interface IssuedApiToken extends KeptApiToken {
  readonly createdAt: number;
  revokedAt: number | null;
}

export function createMemoryTokens(clock: Clock): MemoryTokens {
  const byDevice = new Map<string, IssuedDeviceToken[]>();
  const byId = new Map<string, IssuedApiToken>();
  return {
    credentials: createCredentials({ find: async (deviceId) => byDevice.get(deviceId) }),
    accounts: createAccounts({
      async find(tokenId) {
        const kept = byId.get(tokenId);
        return kept?.revokedAt === null ? kept : undefined;
      },
    }),
    devices: deviceCommands(byDevice),
    tokens: tokenCommands(byId, clock),
  };
}

function deviceCommands(byDevice: Map<string, IssuedDeviceToken[]>): DeviceCredentials {
  const validOf = (deviceId: DeviceId) => (byDevice.get(deviceId) ?? []).filter(({ isRevoked }) => !isRevoked);
  const revoke = (deviceId: DeviceId): number => {
    const valid = validOf(deviceId);
    if (!byDevice.has(deviceId)) issue(deviceId);
    for (const token of validOf(deviceId)) token.isRevoked = true;
    return valid.length;
  };
  const issue = (deviceId: DeviceId): string => {
    const token = newDeviceToken();
    byDevice.set(deviceId, [...(byDevice.get(deviceId) ?? []), { hash: sha256(token), isRevoked: false }]);
    return token;
  };
  const replace = (deviceId: DeviceId): string => {
    revoke(deviceId);
    return issue(deviceId);
  };
  return {
    add(deviceId, { isReplacing = false } = {}) {
      if (isReplacing) return replace(deviceId);
      const valid = validOf(deviceId).length;
      if (valid >= maxDeviceTokens) throw tooManyTokens(deviceId, valid);
      return issue(deviceId);
    },
    replaceAll: (deviceIds) => deviceIds.map(replace),
    revoke,
  };
}

function tokenCommands(byId: Map<string, IssuedApiToken>, clock: Clock): TokenCredentials {
  return {
    create(name, role) {
      const { token, tokenId } = newApiToken();
      byId.set(tokenId, { tokenId, name, role, hash: sha256(token), createdAt: clock(), revokedAt: null });
      return { token, tokenId };
    },
    revoke(tokenId) {
      const kept = byId.get(tokenId);
      if (kept?.revokedAt !== null) throw unknownApiToken(tokenId);
      kept.revokedAt = clock();
    },
    list: () =>
      [...byId.values()].map(({ tokenId, name, role, createdAt, revokedAt }) => ({
        tokenId,
        name,
        role,
        createdAt,
        revokedAt,
      })),
  };
}
