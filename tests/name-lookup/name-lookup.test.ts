import type { LookupAddress } from "node:dns";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createNameLookup, type NameLookup, type NameLookupOptions } from "../../name-lookup/name-lookup.ts";
import { type NameAnswer, startNameServer } from "../support/name-server.ts";
import { until } from "../support/until.ts";

function open(options: NameLookupOptions): NameLookup {
  const names = createNameLookup({ hostsFile: "/nonexistent", ...options });
  onTestFinished(() => names.close());
  return names;
}

function addressesOf(names: NameLookup, hostname: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    names.lookup(hostname, { all: true }, (error, found) => {
      if (error === null) resolve((found as readonly LookupAddress[]).map(({ address }) => address));
      else reject(error);
    });
  });
}

test("a name is looked up while ten others get no answer, each of those asked once however many wait for it", async () => {
  const server = await startNameServer((name) => (name === "well.test" ? { addresses: ["192.0.2.7"] } : "silent"));
  const names = open({ servers: [server.at], deadlineMs: 60_000 });
  for (let dead = 0; dead < 10; dead += 1) {
    for (let asker = 0; asker < 5; asker += 1) addressesOf(names, `dead${dead}.test`).catch(() => {});
  }
  await until("ten questions", () => new Set(server.asked).size === 10);
  expect(await addressesOf(names, "well.test")).toEqual(["192.0.2.7"]);
  expect(server.asked.filter((name) => name === "dead3.test").length).toBe(1);
});

test("a name without an answer fails by its own deadline, and says which name it was", async () => {
  const server = await startNameServer(() => "silent");
  const names = open({ servers: [server.at], deadlineMs: 50 });
  await expect(addressesOf(names, "dead.test")).rejects.toThrow(
    "looking up dead.test: no answer from its name server within 50 ms",
  );
});

test("close() ends what is under way", async () => {
  const server = await startNameServer(() => "silent");
  const names = open({ servers: [server.at], deadlineMs: 600_000 });
  const found = addressesOf(names, "dead.test");
  await until("the question", () => server.asked.length > 0);
  names.close();
  await expect(found).rejects.toMatchObject({ code: "ECANCELLED" });
  await expect(addressesOf(names, "dead.test")).rejects.toMatchObject({ code: "ECANCELLED" });
});

test("an answer is kept for its time, and serves for a day beyond while the name server is silent", async () => {
  let answer: NameAnswer = { addresses: ["192.0.2.1"], ttlS: 60 };
  let now = 0;
  const server = await startNameServer(() => answer);
  const names = open({ servers: [server.at], deadlineMs: 30, uptime: () => now });
  expect(await addressesOf(names, "a.test")).toEqual(["192.0.2.1"]);
  answer = "silent";
  now = 59_000;
  expect(await addressesOf(names, "a.test")).toEqual(["192.0.2.1"]);
  expect(server.asked).toEqual(["a.test"]);
  now = 61_000;
  expect(await addressesOf(names, "a.test")).toEqual(["192.0.2.1"]);
  expect(server.asked.length).toBeGreaterThan(1);
  now = 25 * 3_600_000;
  await expect(addressesOf(names, "a.test")).rejects.toMatchObject({ code: "ETIMEOUT" });
  answer = { addresses: ["192.0.2.2"] };
  expect(await addressesOf(names, "a.test")).toEqual(["192.0.2.2"]);
});

test("a name that its server says is gone is gone, whatever it was before", async () => {
  let answer: NameAnswer = { addresses: ["192.0.2.1"], ttlS: 5 };
  let now = 0;
  const server = await startNameServer(() => answer);
  const names = open({ servers: [server.at], uptime: () => now });
  expect(await addressesOf(names, "a.test")).toEqual(["192.0.2.1"]);
  answer = "none";
  now = 6_000;
  await expect(addressesOf(names, "a.test")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test("the hosts file goes before name servers and counts as soon as it changes; localhost needs neither", async () => {
  const server = await startNameServer(() => "silent");
  const hostsFile = join(mkdtempSync(join(tmpdir(), "guanlan-hosts-")), "hosts");
  writeFileSync(hostsFile, "# comment\n::1 platform Other.Test\n192.0.2.9\tplatform # one more\n");
  const names = open({ servers: [server.at], hostsFile, deadlineMs: 50 });
  expect(await addressesOf(names, "PLATFORM")).toEqual(["192.0.2.9", "::1"]);
  expect(await addressesOf(names, "other.test")).toEqual(["::1"]);
  expect(await addressesOf(names, "localhost")).toEqual(["127.0.0.1", "::1"]);
  writeFileSync(hostsFile, "192.0.2.10 platform\n");
  expect(await addressesOf(names, "platform")).toEqual(["192.0.2.10"]);
  expect(server.asked).toEqual([]);
});

test("without name servers named, those of the system and its other sources answer", async () => {
  const names = open({});
  await expect(addressesOf(names, "localhost")).resolves.toContain("127.0.0.1");
  await expect(addressesOf(names, "no-such-name.invalid")).rejects.toThrow("looking up no-such-name.invalid");
});
