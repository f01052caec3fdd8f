import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { ApiToken, TokenVerifier } from "../../../api/ports.ts";
import type { DeviceDirectory } from "../../../broker/ports.ts";
import type { Clock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import { storeError } from "../../errors.ts";
import { inTransaction } from "../open-database.ts";

/** Valid tokens a device may have at once: the old and the new while it changes over. */
const maxDeviceTokens = 2;

/** Adds and revokes device tokens. Tokens are 256 random bits, returned once and kept as SHA-256. */
export interface DeviceCredentials {
  /**
   * @param options.isReplacing revokes every older token of the device in the same transaction
   * @throws {HubError} `store.too_many_tokens` when two are valid already and `isReplacing` is not set
   */
  add(deviceId: DeviceId, options?: { readonly isReplacing?: boolean }): string;
  /** One transaction for many devices, their older tokens revoked; tokens in the order of the ids. */
  replaceAll(deviceIds: readonly DeviceId[]): readonly string[];
  /** @returns how many tokens were valid until now */
  revoke(deviceId: DeviceId): number;
}

/** Makes and revokes API tokens, `gl_{tokenId}_{secret}`. */
export interface TokenCredentials {
  create(name: string, role: ApiToken["role"]): { readonly token: string; readonly tokenId: string };
  /** @throws {HubError} `store.not_found` when there is no such valid token */
  revoke(tokenId: string): void;
  list(): readonly (ApiToken & { readonly createdAt: number; readonly revokedAt: number | null })[];
}

export function createDeviceCredentials(database: DatabaseSync, clock: Clock): DeviceCredentials {
  const count = database.prepare("SELECT count(*) AS n FROM device_token WHERE device_id = ? AND revoked_at IS NULL");
  const insert = database.prepare("INSERT INTO device_token VALUES (?, ?, ?, NULL)");
  const retire = database.prepare("UPDATE device_token SET revoked_at = ? WHERE device_id = ? AND revoked_at IS NULL");
  const issue = (deviceId: DeviceId): string => {
    const token = randomBytes(32).toString("base64url");
    insert.run(deviceId, sha256(token), clock());
    return token;
  };
  return {
    add: (deviceId, options = {}) =>
      inTransaction(database, () => {
        if (options.isReplacing) retire.run(clock(), deviceId);
        const valid = Number(count.get(deviceId)!.n);
        if (valid < maxDeviceTokens) return issue(deviceId);
        throw storeError(
          "store.too_many_tokens",
          `Cannot add a token for device ${deviceId}: wanted fewer than ${maxDeviceTokens} valid ones, got ${valid}. Revoke them, or replace them.`,
        );
      }),
    replaceAll: (deviceIds) =>
      inTransaction(database, () =>
        deviceIds.map((deviceId) => {
          retire.run(clock(), deviceId);
          return issue(deviceId);
        }),
      ),
    revoke: (deviceId) => Number(retire.run(clock(), deviceId).changes),
  };
}

export function createTokenCredentials(database: DatabaseSync, clock: Clock): TokenCredentials {
  return {
    create(name, role) {
      const tokenId = randomBytes(6).toString("hex");
      const token = `gl_${tokenId}_${randomBytes(32).toString("base64url")}`;
      database
        .prepare("INSERT INTO api_token VALUES (?, ?, ?, ?, ?, NULL)")
        .run(tokenId, name, role, sha256(token), clock());
      return { token, tokenId };
    },
    revoke(tokenId) {
      const { changes } = database
        .prepare("UPDATE api_token SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL")
        .run(clock(), tokenId);
      if (changes === 1) return;
      throw storeError(
        "store.not_found",
        `Cannot revoke API token ${tokenId}: wanted a valid token's id, got none such.`,
      );
    },
    list: () =>
      database
        .prepare("SELECT * FROM api_token ORDER BY created_at, token_id")
        .all()
        .map((row) => ({
          tokenId: String(row.token_id),
          name: String(row.name),
          role: row.role as ApiToken["role"],
          createdAt: Number(row.created_at),
          revokedAt: row.revoked_at as number | null,
        })),
  };
}

/**
 * Checks device tokens by an indexed read on a connection of the main thread, so that a token another process added
 * counts at once.
 *
 * @param database opened for reading
 */
export function createDeviceDirectory(database: DatabaseSync): DeviceDirectory {
  const hashes = database.prepare("SELECT hash, revoked_at FROM device_token WHERE device_id = ?");
  return {
    verify(deviceId, token) {
      const sent = sha256(token);
      const known = hashes.all(deviceId);
      let outcome: "accepted" | "revoked" | "wrong_token" = "wrong_token";
      // All are compared, so that the time taken does not tell which one came close.
      for (const row of known) {
        if (!timingSafeEqual(row.hash as Uint8Array, sent)) continue;
        outcome = row.revoked_at === null ? "accepted" : "revoked";
      }
      return known.length === 0 ? "unknown_device" : outcome;
    },
  };
}

/** Checks API tokens the same way. */
export function createTokenVerifier(database: DatabaseSync): TokenVerifier {
  const byId = database.prepare("SELECT name, role, hash FROM api_token WHERE token_id = ? AND revoked_at IS NULL");
  return {
    verify(token) {
      const tokenId = /^gl_([0-9a-f]{12})_[\w-]{43}$/.exec(token)?.[1];
      const row = tokenId === undefined ? undefined : byId.get(tokenId);
      const isKnown = timingSafeEqual((row?.hash as Uint8Array | undefined) ?? noHash, sha256(token));
      if (!isKnown || tokenId === undefined || row === undefined) return null;
      return { tokenId, name: String(row.name), role: row.role as ApiToken["role"] };
    },
  };
}

const noHash = new Uint8Array(32);

function sha256(token: string | Uint8Array): Buffer {
  return createHash("sha256").update(token).digest();
}
