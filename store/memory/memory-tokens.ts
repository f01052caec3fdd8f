import type { Clock } from "../../domain/clock.ts";
import type { DeviceId } from "../../domain/ids.ts";
import {
  type DeviceCredentials,
  grantFrom,
  maxDeviceTokens,
  newApiToken,
  newDeviceToken,
  type TokenCredentials,
  tooManyTokens,
  unknownApiToken,
} from "../issue-tokens.ts";
import type { Accounts, Credentials, TokenRevocations } from "../ports.ts";
import { createAccounts, createCredentials, type KeptApiToken, sha256 } from "../verify-tokens.ts";

/** Tokens in memory, as devices and callers meet them and as commands change them. */
export interface MemoryTokens {
  readonly credentials: Credentials;
  readonly accounts: Accounts;
  readonly revocations: TokenRevocations;
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
}

interface IssuedDeviceToken {
  readonly hash: Uint8Array;
  isRevoked: boolean;
  readonly isSimulated: boolean;
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
        if (kept?.revokedAt !== null) return undefined;
        const { createdAt: _, revokedAt: __, ...valid } = kept;
        return valid;
      },
    }),
    revocations: revocationsIn(byDevice),
    devices: deviceCommands(byDevice),
    tokens: tokenCommands(byId, clock),
  };
}

function revocationsIn(byDevice: ReadonlyMap<string, readonly IssuedDeviceToken[]>): TokenRevocations {
  const revokedOf = (tokens: readonly IssuedDeviceToken[]): number =>
    tokens.filter(({ isRevoked }) => isRevoked).length;
  return {
    revision: async () => [...byDevice.values()].reduce((sum, tokens) => sum + tokens.length + revokedOf(tokens), 0),
    counts: async () =>
      new Map(
        [...byDevice].flatMap(([id, tokens]) => {
          const revoked = revokedOf(tokens);
          return revoked === 0 ? [] : [[id as DeviceId, revoked] as const];
        }),
      ),
  };
}

function deviceCommands(byDevice: Map<string, IssuedDeviceToken[]>): DeviceCredentials {
  const validOf = (deviceId: DeviceId) => (byDevice.get(deviceId) ?? []).filter(({ isRevoked }) => !isRevoked);
  const revoke = (deviceId: DeviceId, onlySimulated = false): number => {
    const valid = validOf(deviceId).filter(({ isSimulated }) => isSimulated || !onlySimulated);
    for (const token of valid) token.isRevoked = true;
    return valid.length;
  };
  const issue = (deviceId: DeviceId, isSimulated = false): string => {
    const token = newDeviceToken();
    const issued = { hash: sha256(token), isRevoked: false, isSimulated };
    byDevice.set(deviceId, [...(byDevice.get(deviceId) ?? []), issued]);
    return token;
  };
  const replace = (deviceId: DeviceId, isSimulated = false): string => {
    revoke(deviceId, isSimulated);
    return issue(deviceId, isSimulated);
  };
  return {
    add(deviceId, { isReplacing = false } = {}) {
      if (isReplacing) return replace(deviceId);
      const valid = validOf(deviceId).filter(({ isSimulated }) => !isSimulated).length;
      if (valid >= maxDeviceTokens) throw tooManyTokens(deviceId, valid);
      return issue(deviceId);
    },
    replaceAll: (deviceIds) => deviceIds.map((deviceId) => replace(deviceId)),
    replaceSimulated: (deviceIds) => deviceIds.map((deviceId) => replace(deviceId, true)),
    revoke(deviceId) {
      if (byDevice.has(deviceId)) return revoke(deviceId);
      issue(deviceId);
      revoke(deviceId);
      return 0;
    },
  };
}

function tokenCommands(byId: Map<string, IssuedApiToken>, clock: Clock): TokenCredentials {
  return {
    create(name, given) {
      const { token, tokenId } = newApiToken();
      byId.set(tokenId, {
        ...{ tokenId, name, ...grantFrom(given) },
        ...{ hash: sha256(token), createdAt: clock(), revokedAt: null },
      });
      return { token, tokenId };
    },
    revoke(tokenId) {
      const kept = byId.get(tokenId);
      if (kept?.revokedAt !== null) throw unknownApiToken(tokenId);
      kept.revokedAt = clock();
    },
    list: () => [...byId.values()].map(({ hash: _, ...token }) => token),
  };
}
