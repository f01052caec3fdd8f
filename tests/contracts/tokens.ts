import { describe, expect, test } from "vitest";
import type { AreaCode, DeviceId } from "../../domain/ids.ts";
import { grantOfKind } from "../../domain/people/grant.ts";
import type { DeviceCredentials, TokenCredentials } from "../../store/issue-tokens.ts";
import type { Accounts, Credentials, TokenRevocations } from "../../store/ports.ts";
import { noon } from "../support/observations.ts";
import { until } from "../support/until.ts";

/** What checks tokens, and the commands that change them, perhaps in another process. */
export interface OpenTokens {
  readonly credentials: Credentials;
  readonly accounts: Accounts;
  readonly revocations: TokenRevocations;
  readonly devices: DeviceCredentials;
  readonly tokens: TokenCredentials;
}

const device = "device-1" as DeviceId;
const bytes = (token: string) => new TextEncoder().encode(token);

/** What every check of tokens must do. */
export function tokensContract(name: string, open: () => Promise<OpenTokens>): void {
  describe(`tokens contract: ${name}`, () => {
    test("Credentials accept a device's token at once, name each refusal, and refuse within a second", async () => {
      const { credentials, devices } = await open();
      expect(await credentials.verify(device, bytes("x"))).toBe("unknown_device");
      const token = devices.add(device);
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(await credentials.verify(device, bytes(token))).toBe("accepted");
      expect(await credentials.verify(device, bytes(`${token}x`))).toBe("wrong_token");
      expect(await credentials.verify(device, bytes(""))).toBe("wrong_token");
      expect(await credentials.verify("device-2", bytes(token))).toBe("unknown_device");
      const second = devices.add(device);
      expect(await credentials.verify(device, bytes(second))).toBe("accepted");
      expect(devices.revoke(device)).toBe(2);
      const revokedAt = performance.now();
      await until(
        "the token to be refused",
        async () => (await credentials.verify(device, bytes(token))) === "revoked",
      );
      expect(performance.now() - revokedAt).toBeLessThan(1_000);
      const next = devices.add(device);
      expect(await credentials.verify(device, bytes(next))).toBe("accepted");
    });

    test("isRevoked() is for devices whose every right was withdrawn, one without any token included", async () => {
      const { credentials, devices } = await open();
      const isRevoked = async (wanted: boolean) =>
        await until(`isRevoked to be ${wanted}`, async () => (await credentials.isRevoked(device)) === wanted);
      expect(await credentials.isRevoked(device)).toBe(false);
      expect(devices.revoke(device)).toBe(0);
      await isRevoked(true);
      devices.add(device);
      await isRevoked(false);
      expect(devices.revoke(device)).toBe(1);
      await isRevoked(true);
    });

    test("add() lets two tokens be valid while a device changes over, and no third", async () => {
      const { credentials, devices } = await open();
      const verify = (tokens: readonly string[]) =>
        Promise.all(tokens.map((token) => credentials.verify(device, bytes(token))));
      const [old, current] = [devices.add(device), devices.add(device)];
      expect(await verify([old, current])).toEqual(["accepted", "accepted"]);
      expect(() => devices.add(device)).toThrow(expect.objectContaining({ code: "store.too_many_tokens" }));
      const replacement = devices.add(device, { isReplacing: true });
      await until("both to be refused", async () => (await verify([old, current])).every((each) => each === "revoked"));
      expect(await verify([replacement])).toEqual(["accepted"]);
    });

    test("replaceSimulated() leaves people's tokens alone and counts for none of them; revoke() ends all", async () => {
      const { credentials, devices } = await open();
      const [simulated] = devices.replaceSimulated([device]);
      const given = [devices.add(device), devices.add(device)];
      expect(() => devices.add(device)).toThrow(expect.objectContaining({ code: "store.too_many_tokens" }));
      const [again] = devices.replaceSimulated([device]);
      await until(
        "the simulated one to be refused",
        async () => (await credentials.verify(device, bytes(simulated!))) === "revoked",
      );
      for (const token of [...given, again!]) expect(await credentials.verify(device, bytes(token))).toBe("accepted");
      expect(devices.revoke(device)).toBe(3);
    });

    test("counts() say how many tokens each device has lost, and revision() that it is worth asking", async () => {
      const { revocations, devices } = await open();
      expect(await revocations.counts()).toEqual(new Map());
      const before = await revocations.revision();
      devices.add(device);
      expect(await revocations.revision()).not.toBe(before);
      expect(await revocations.counts()).toEqual(new Map());
      devices.add(device, { isReplacing: true });
      devices.revoke(device);
      expect(await revocations.counts()).toEqual(new Map([[device, 2]]));
    });

    test("replaceAll() gives each device its own token in one go", async () => {
      const { credentials, devices } = await open();
      const ids = Array.from({ length: 2_000 }, (_, n) => `device-${n}` as DeviceId);
      const tokens = devices.replaceAll(ids);
      expect(new Set(tokens).size).toBe(2_000);
      const outcomes = await Promise.all(ids.map((id, n) => credentials.verify(id, bytes(tokens[n]!))));
      expect(outcomes.filter((each) => each !== "accepted")).toEqual([]);
    });

    test("a token is given roles, areas and devices, and has them as they were written", async () => {
      const { accounts, tokens } = await open();
      const grant = {
        roles: ["viewer", "integrator"],
        areaCodes: ["410105" as AreaCode],
        deviceIds: [device],
      } as const;
      const { token } = tokens.create("platform", grant);
      expect(await accounts.verify(token)).toMatchObject({ name: "platform", ...grant });
      expect(tokens.list()).toMatchObject([grant]);
    });

    test("Accounts give name and roles of a valid API token and null for every other", async () => {
      const { accounts, tokens } = await open();
      const { token, tokenId } = tokens.create("wall screen", "reader");
      expect(await accounts.verify(token)).toEqual({ tokenId, name: "wall screen", ...grantOfKind("reader") });
      const wrong = ["", "gl_", token.slice(0, -1), `${token}x`, token.replace(/.$/, token.endsWith("A") ? "B" : "A")];
      for (const each of wrong) expect(await accounts.verify(each)).toBeNull();
      tokens.revoke(tokenId);
      await until("the token to be refused", async () => (await accounts.verify(token)) === null);
      expect(tokens.list()).toEqual([
        { tokenId, name: "wall screen", ...grantOfKind("reader"), createdAt: noon, revokedAt: noon },
      ]);
      expect(() => tokens.revoke(tokenId)).toThrow(expect.objectContaining({ code: "store.not_found" }));
    });
  });
}
