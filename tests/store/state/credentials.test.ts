import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DeviceId } from "../../../domain/ids.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { noon } from "../../support/observations.ts";
import { openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

const device = "device-1" as DeviceId;
const bytes = (token: string) => new TextEncoder().encode(token);

async function storeWithCommands() {
  const store = await openTestStore();
  const commands = openCommandStore(store.folder, () => noon);
  const { onTestFinished } = await import("vitest");
  onTestFinished(() => commands.close());
  return { store, commands };
}

test("verify() accepts a device's token at once, and names each refusal", async () => {
  const { store, commands } = await storeWithCommands();
  expect(store.devices.verify(device, bytes("x"))).toBe("unknown_device");
  const token = commands.devices.add(device);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(store.devices.verify(device, bytes(token))).toBe("accepted");
  expect(store.devices.verify(device, bytes(`${token}x`))).toBe("wrong_token");
  expect(store.devices.verify(device, bytes(""))).toBe("wrong_token");
  expect(store.devices.verify("device-2", bytes(token))).toBe("unknown_device");
  expect(commands.devices.revoke(device)).toBe(1);
  expect(store.devices.verify(device, bytes(token))).toBe("revoked");
});

test("add() lets two tokens be valid while a device changes over, and no third", async () => {
  const { store, commands } = await storeWithCommands();
  const [old, current] = [commands.devices.add(device), commands.devices.add(device)];
  expect([old, current].map((token) => store.devices.verify(device, bytes(token)))).toEqual(["accepted", "accepted"]);
  expect(() => commands.devices.add(device)).toThrow(expect.objectContaining({ code: "store.too_many_tokens" }));
  const replacement = commands.devices.add(device, { isReplacing: true });
  expect([old, current, replacement].map((token) => store.devices.verify(device, bytes(token)))).toEqual([
    "revoked",
    "revoked",
    "accepted",
  ]);
});

test("replaceAll() gives each device its own token in one go", async () => {
  const { store, commands } = await storeWithCommands();
  const ids = Array.from({ length: 2_000 }, (_, n) => `device-${n}` as DeviceId);
  const tokens = commands.devices.replaceAll(ids);
  expect(new Set(tokens).size).toBe(2_000);
  expect(ids.every((id, n) => store.devices.verify(id, bytes(tokens[n]!)) === "accepted")).toBe(true);
});

test("TokenVerifier gives name and role of a valid API token and null for every other", async () => {
  const { store, commands } = await storeWithCommands();
  const { token, tokenId } = commands.tokens.create("wall screen", "reader");
  expect(store.tokens.verify(token)).toEqual({ tokenId, name: "wall screen", role: "reader" });
  for (const wrong of [
    "",
    "gl_",
    token.slice(0, -1),
    `${token}x`,
    token.replace(/.$/, token.endsWith("A") ? "B" : "A"),
  ]) {
    expect(store.tokens.verify(wrong)).toBeNull();
  }
  commands.tokens.revoke(tokenId);
  expect(store.tokens.verify(token)).toBeNull();
  expect(commands.tokens.list()).toEqual([
    { tokenId, name: "wall screen", role: "reader", createdAt: noon, revokedAt: noon },
  ]);
  expect(() => commands.tokens.revoke(tokenId)).toThrow(expect.objectContaining({ code: "store.not_found" }));
});

test("no token is in any file of the data folder", async () => {
  const folder = await temporaryFolder();
  const commands = openCommandStore(folder, () => noon);
  const secrets = [commands.devices.add(device), commands.tokens.create("screen", "operator").token];
  commands.close();
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "latin1")));
  expect(files.join("").length).toBeGreaterThan(0);
  for (const secret of secrets) expect(files.some((text) => text.includes(secret))).toBe(false);
});
