import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../../domain/clock.ts";
import type { DeviceId } from "../../../domain/ids.ts";
import type { Grant } from "../../../domain/people/grant.ts";
import {
  type DeviceCredentials,
  grantFrom,
  maxDeviceTokens,
  newApiToken,
  newDeviceToken,
  type TokenCredentials,
  tooManyTokens,
  unknownApiToken,
} from "../../issue-tokens.ts";
import type { Accounts, ApiToken, Credentials, TokenRevocations } from "../../ports.ts";
import { createTokenCache, type TokenSource } from "../../token-cache.ts";
import { createAccounts, createCredentials, type DeviceToken, type KeptApiToken, sha256 } from "../../verify-tokens.ts";
import { inTransaction } from "../open-database.ts";
import type { ReaderOffers, SqlRow } from "../reader-offers.ts";
import type { Thread } from "../thread.ts";
import { givenText } from "./people/account-rows.ts";

export function createDeviceCredentials(database: DatabaseSync, clock: Clock): DeviceCredentials {
  const count = database.prepare(
    "SELECT count(*) AS n FROM device_token WHERE device_id = ? AND revoked_at IS NULL AND is_demonstration = 0",
  );
  const known = database.prepare("SELECT count(*) AS n FROM device_token WHERE device_id = ?");
  const insert = database.prepare(
    "INSERT INTO device_token (device_id, hash, created_at, is_demonstration) VALUES (?, ?, ?, ?)",
  );
  const retire = database.prepare(
    "UPDATE device_token SET revoked_at = ? WHERE device_id = ? AND revoked_at IS NULL AND is_demonstration >= ?",
  );
  const issue = (deviceId: DeviceId, isSimulated = false): string => {
    const token = newDeviceToken();
    insert.run(deviceId, sha256(token), clock(), isSimulated ? 1 : 0);
    return token;
  };
  const replace = (deviceIds: readonly DeviceId[], isSimulated: boolean): readonly string[] =>
    inTransaction(database, () => {
      countChange(database);
      return deviceIds.map((deviceId) => {
        retire.run(clock(), deviceId, isSimulated ? 1 : 0);
        return issue(deviceId, isSimulated);
      });
    });
  return {
    add: (deviceId, options = {}) =>
      inTransaction(database, () => {
        countChange(database);
        if (options.isReplacing) retire.run(clock(), deviceId, 0);
        const valid = Number(count.get(deviceId)!.n);
        if (valid < maxDeviceTokens) return issue(deviceId);
        throw tooManyTokens(deviceId, valid);
      }),
    replaceAll: (deviceIds) => replace(deviceIds, false),
    replaceSimulated: (deviceIds) => replace(deviceIds, true),
    revoke: (deviceId) =>
      inTransaction(database, () => {
        countChange(database);
        // A device that signs in with a certificate alone has no token that could be revoked.
        const isKnown = Number(known.get(deviceId)!.n) > 0;
        if (!isKnown) issue(deviceId);
        const revoked = Number(retire.run(clock(), deviceId, 0).changes);
        return isKnown ? revoked : 0;
      }),
  };
}

export function createTokenCredentials(database: DatabaseSync, clock: Clock): TokenCredentials {
  return {
    create(name, given) {
      const { token, tokenId } = newApiToken();
      inTransaction(database, () => {
        countChange(database);
        database
          .prepare("INSERT INTO api_token VALUES (?, ?, ?, ?, ?, NULL)")
          .run(tokenId, name, givenText(grantFrom(given)), sha256(token), clock());
      });
      return { token, tokenId };
    },
    revoke(tokenId) {
      const { changes } = inTransaction(database, () => {
        countChange(database);
        return database
          .prepare("UPDATE api_token SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL")
          .run(clock(), tokenId);
      });
      if (changes === 1) return;
      throw unknownApiToken(tokenId);
    },
    list: () =>
      database
        .prepare("SELECT * FROM api_token ORDER BY created_at, token_id")
        .all()
        .map(({ hash: _, ...row }) => ({
          ...toGranted(row),
          createdAt: Number(row.created_at),
          revokedAt: row.revoked_at as number | null,
        })),
  };
}

/** Tokens of `state.db`, from a reading thread, with a copy in memory. */
export function createTokenReaders(reader: Thread<ReaderOffers>): {
  readonly credentials: Credentials;
  readonly accounts: Accounts;
  readonly revocations: TokenRevocations;
} {
  const revision = async (): Promise<number> =>
    Number((await reader.call("rows", "state", "SELECT revision FROM token_revision", []))[0]!.revision);
  const rows = (sql: string, ids: readonly string[]) => reader.call("rows", "state", sql, [JSON.stringify(ids)]);
  const uptime = () => performance.now();
  const devices: TokenSource<readonly DeviceToken[]> = {
    revision,
    fetch: async (ids) =>
      new Map(
        Map.groupBy(await rows(deviceTokensSql, ids), (row) => String(row.device_id))
          .entries()
          .map(([id, tokens]) => [id, tokens.map(toDeviceToken)]),
      ),
  };
  const apiTokens: TokenSource<KeptApiToken> = {
    revision,
    fetch: async (ids) =>
      new Map((await rows(apiTokensSql, ids)).map((row) => [String(row.token_id), toApiToken(row)])),
  };
  const apiCache = createTokenCache(apiTokens, uptime);
  let seen = 0;
  return {
    credentials: createCredentials(createTokenCache(devices, uptime)),
    accounts: createAccounts(apiCache),
    revocations: {
      async revision() {
        const found = await revision();
        // Whoever hears of a change asks again at once who may do what.
        if (found !== seen) apiCache.recheck();
        seen = found;
        return found;
      },
      counts: async () =>
        new Map(
          (await reader.call("rows", "state", revokedSql, [])).map((row) => [
            String(row.device_id) as DeviceId,
            Number(row.revoked),
          ]),
        ),
    },
  };
}

const deviceTokensSql =
  "SELECT device_token.* FROM json_each(?) AS wanted CROSS JOIN device_token ON device_id = wanted.value";
const revokedSql =
  "SELECT device_id, count(*) AS revoked FROM device_token WHERE revoked_at IS NOT NULL GROUP BY device_id";
const apiTokensSql = `SELECT api_token.* FROM json_each(?) AS wanted CROSS JOIN api_token
  ON token_id = wanted.value WHERE revoked_at IS NULL`;

function toDeviceToken({ hash, revoked_at }: SqlRow): DeviceToken {
  return { hash: hash as Uint8Array, isRevoked: revoked_at !== null };
}

function toApiToken(row: SqlRow): KeptApiToken {
  return { ...toGranted(row), hash: row.hash as Uint8Array };
}

function toGranted({ token_id, name, given }: SqlRow): ApiToken {
  return { tokenId: String(token_id), name: String(name), ...(JSON.parse(String(given)) as Grant) };
}

/** Lets every copy in memory know that tokens have changed; within the transaction that changes them. */
function countChange(database: DatabaseSync): void {
  database.exec("UPDATE token_revision SET revision = revision + 1");
}
