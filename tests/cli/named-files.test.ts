import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runGuanlan } from "../support/processes/run-guanlan.ts";

const folder = mkdtempSync(join(tmpdir(), "guanlan-named-"));
const absent = join(folder, "absent", "file");
const pack = join(folder, "pack.zip");
/** Answers every question with a list. */
const hub = createServer((_, response) => response.end("a,b\r\n"));
let url = "";

beforeAll(async () => {
  writeFileSync(pack, "no archive");
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});

afterAll(() => {
  hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const city = "cities/zhengzhou";

/** Commands that read or write a file by its name; each is given one that is not there, or cannot be. */
const commands: readonly (readonly [string, () => readonly string[]])[] = [
  ["export verify, the pack", () => ["export", "verify", absent]],
  ["export verify, a folder for the pack", () => ["export", "verify", folder]],
  ["export verify, the key", () => ["export", "verify", pack, "--key", absent]],
  ["export verify, a key that is none", () => ["export", "verify", pack, "--key", pack]],
  ["export, the file", () => ["export", "cases", "--out", absent, "--api", url, "--api-token", "token"]],
  ["payload test, the payload", () => ["payload", "test", "d1", absent, "--city", city]],
  ["city map, the picture", () => ["city", "map", city, "--svg", absent]],
];

it.each(commands)(
  "%s that is named in vain is named in the refusal, and is no fault of the program",
  async (_, args) => {
    const { code, err } = await runGuanlan(args(), {});
    expect(code).toBe(2);
    expect(err).toMatch(/^error hub\.bad_arguments/);
    expect(err).toContain(folder);
    expect(err).not.toMatch(/maintainers|\n {4}at /);
  },
);
