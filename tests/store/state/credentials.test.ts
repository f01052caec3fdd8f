import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DeviceId } from "../../../domain/ids.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { noon } from "../../support/observations.ts";
import { temporaryFolder } from "../support/store-in-folder.ts";

test("no token is in any file of the data folder", async () => {
  const folder = await temporaryFolder();
  const commands = openCommandStore(folder, () => noon);
  const secrets = [commands.devices.add("device-1" as DeviceId), commands.tokens.create("screen", "operator").token];
  commands.close();
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "latin1")));
  expect(files.join("").length).toBeGreaterThan(0);
  for (const secret of secrets) expect(files.some((text) => text.includes(secret))).toBe(false);
});
