import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../../domain/clock.ts";
import type { AuditRecord } from "../../../domain/governance/audit-chain.ts";
import { keepAnchor, signAnchor } from "../../../record/audit/anchors.ts";
import { keyFiles, openSigningKey } from "../../../record/signing-key.ts";
import { openCommandStore } from "../../../store/sqlite/command-store.ts";
import { openTestStore } from "../../store/support/store-in-folder.ts";
import { anAudited, effects } from "../../support/effects.ts";
import { noon } from "../../support/observations.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A trail of 2,500 lines, then whatever was done to it. */
async function trail(damage: string): Promise<{ readonly folder: string; readonly lines: readonly AuditRecord[] }> {
  const store = await openTestStore();
  folders.push(store.folder);
  // Like lines of old releases they name nothing that is kept: what is looked at is the chain.
  const audit = Array.from({ length: 2_500 }, (_, index) => anAudited({ at: noon + index + 1, ref: "" }));
  await store.state.commit(0, effects({ audit }));
  const lines = await store.trail.linesAfter(0, audit.length);
  await store.close();
  const database = new DatabaseSync(join(store.folder, "state.db"));
  database.exec(damage);
  database.close();
  return { folder: store.folder, lines };
}

const verify = (folder: string, ...args: readonly string[]) =>
  runGuanlan(["audit", "verify", ...args], { GUANLAN_STORE__FOLDER: folder });

test("guanlan audit verify says that a whole trail is whole, and its newest chain value", async () => {
  const { folder, lines } = await trail("");
  const { code, out } = await verify(folder, "--contains", lines[1_200]!.chain);
  expect(code).toBe(0);
  expect(out).toContain(
    `2500 lines, the newest of 2026-07-20T16:00:02.500+08:00, its chain value ${lines.at(-1)!.chain}`,
  );
});

test.each([
  ["changed", "UPDATE audit SET by_whom = 'nobody' WHERE audit_seq = 1300", "Line 1300 of the audit trail"],
  ["left out", "DELETE FROM audit WHERE audit_seq = 1300", "lacks lines before line 1301"],
  ["left out at the beginning", "DELETE FROM audit WHERE audit_seq = 1", "lacks lines before line 2"],
  [
    "left out and renumbered",
    "DELETE FROM audit WHERE audit_seq = 1300; UPDATE audit SET audit_seq = audit_seq - 1 WHERE audit_seq > 1300",
    "Line 1300 of the audit trail",
  ],
])("guanlan audit verify names the line where one was %s", async (_, damage, words) => {
  const { folder } = await trail(damage);
  const { code, err } = await verify(folder);
  expect(code).toBe(1);
  expect(err).toContain("hub.audit_broken");
  expect(err).toContain(words);
});

test("guanlan audit verify misses a chain value of lines that were cut off at the end", async () => {
  const { folder, lines } = await trail("DELETE FROM audit WHERE audit_seq > 2400");
  expect(await verify(folder)).toMatchObject({ code: 0 });
  const { code, err } = await verify(folder, "--contains", lines.at(-1)!.chain);
  expect(code).toBe(1);
  expect(err).toContain("it may have been cut off at its end");
});

test("guanlan audit verify is given anchors and a key, or says that they are not there", async () => {
  const { folder } = await trail("");
  const other = join(folder, "kept");
  const mistyped = join(folder, "kpet");
  mkdirSync(other);
  expect(await verify(folder)).toMatchObject({ code: 0, out: expect.stringContaining("no anchor is there") });
  const refused = async (...args: readonly string[]) => {
    const { code, err } = await verify(folder, ...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^error hub\.bad_arguments/);
    return err;
  };
  expect(await refused("--anchors", mistyped)).toContain(`${mistyped} must be a file or folder of them: got nothing`);
  expect(await refused("--anchors", other)).toContain("got no anchor");
  expect(await refused("--key", mistyped)).toContain(`nothing there at ${mistyped}`);
  expect(await refused("--key", join(folder, "state.db"))).toContain("is no public key");
  const key = openSigningKey(other);
  keepAnchor(other, signAnchor((await lineOf(folder, 2_000))!, { key, hub: "hub", at: noon }));
  expect(await refused("--anchors", other)).toContain("name a copy of it with --key");
  const whole = await verify(folder, "--anchors", other, "--key", join(other, keyFiles.public));
  expect(whole).toMatchObject({ code: 0, out: expect.stringContaining("1 anchor agrees") });
});

async function lineOf(folder: string, auditSeq: number): Promise<AuditRecord | undefined> {
  const store = openCommandStore(folder, systemClock);
  const [line] = await store.trail.linesAfter(auditSeq - 1, 1);
  store.close();
  return line;
}
