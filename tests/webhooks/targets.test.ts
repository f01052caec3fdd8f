import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPublicAddress } from "../../webhooks/endpoints/address.ts";
import { createTargetGuard, type TargetGuard } from "../../webhooks/endpoints/targets.ts";
import { attempt, guardOff, platform } from "./support/real-network.ts";

let canary: Server;
let hits = 0;
let port = 0;

beforeAll(async () => {
  canary = createServer((request, response) => {
    hits += 1;
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  port = (canary.address() as AddressInfo).port;
});

afterAll(async () => {
  canary.closeAllConnections();
  await new Promise((resolve) => canary.close(resolve));
});

async function hitsBy(url: string, guard: TargetGuard): Promise<number> {
  hits = 0;
  await attempt(url, { guard, limits: { timeoutMs: 10_000 } }).catch(() => {});
  return hits;
}

/** Names lead to this machine, as an attacker's would; not every resolver knows `localhost.`. */
const locked = (): TargetGuard => createTargetGuard({ allowedTargets: [], lookup: rebinding(["127.0.0.1"]) });

/** Ways to write this machine, or something next to it, in a URL; PORT stands for the canary's. */
const spellings = [
  "http://127.0.0.1:PORT/",
  "http://2130706433:PORT/",
  "http://0x7f000001:PORT/",
  "http://0x7F.0x0.0x0.0x1:PORT/",
  "http://017700000001:PORT/",
  "http://0177.0.0.01:PORT/",
  "http://127.1:PORT/",
  "http://127.0.1:PORT/",
  "http://0x7f.1:PORT/",
  "http://127.0.0.1.:PORT/",
  "http://127.0.0.2:PORT/",
  "http://0:PORT/",
  "http://0.0.0.0:PORT/",
  "http://localhost:PORT/",
  "http://LOCALHOST:PORT/",
  "http://localhost.:PORT/",
  "http://１２７.０.０.１:PORT/",
  "http://①②⑦.⓪.⓪.①:PORT/",
  "http://127。0。0。1:PORT/",
  "http://%31%32%37.0.0.1:PORT/",
  "http:\\\\127.0.0.1:PORT\\",
  "http:127.0.0.1:PORT/",
  "http:////127.0.0.1:PORT/",
  "ht\ntp://127.\t0.0.1:PORT/",
  "  http://127.0.0.1:PORT/  ",
  "http://[::1]:PORT/",
  "http://[0:0:0:0:0:0:0:1]:PORT/",
  "http://[::]:PORT/",
  "http://[::ffff:127.0.0.1]:PORT/",
  "http://[::ffff:7f00:1]:PORT/",
  "http://[::127.0.0.1]:PORT/",
  "http://[64:ff9b::7f00:1]:PORT/",
  "http://[64:ff9b:1::7f00:1]:PORT/",
  "http://[2002:7f00:1::]:PORT/",
  "http://[fe80::1]:PORT/",
  "http://[fe80::1%25lo]:PORT/",
  "http://[fc00::1]:PORT/",
  "http://[ff02::1]:PORT/",
  "http://good.example@127.0.0.1:PORT/",
  "http://user:pass@127.0.0.1:PORT/",
  "http://127.0.0.1:PORT#@good.example/",
  "http://169.254.169.254/latest/meta-data/",
  "http://100.100.100.200/latest/meta-data/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://168.63.129.16/metadata",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.1.1/",
  "http://100.64.0.1/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "ftp://127.0.0.1:PORT/",
  "file:///etc/passwd",
  "data:text/plain,x",
  "not a url",
];

test("G17 no spelling of a forbidden address reaches the canary, and each is refused as a target", async () => {
  for (const spelling of spellings) {
    const url = spelling.replace("PORT", String(port));
    const answer = await attempt(url, { guard: locked(), limits: { timeoutMs: 10_000 } });
    expect(answer, spelling).toMatchObject({ reason: "refused_target", status: null });
  }
  expect(spellings.length).toBeGreaterThanOrEqual(30);
  expect(hits).toBe(0);
});

test("G17 localhost is refused by the system's own lookup too", async () => {
  const guard = createTargetGuard({ allowedTargets: [] });
  expect(await attempt(`http://localhost:${port}/`, { guard })).toMatchObject({ reason: "refused_target" });
  expect(hits).toBe(0);
});

test("G17 control: without the guard most spellings of 127.0.0.1 do reach it", async () => {
  const reached: string[] = [];
  // Only those that lead to this machine for sure; a test must not touch any other.
  for (const spelling of spellings.slice(0, 25).filter((text) => !/0\.0\.2|localhost|\/\/0[:.]/i.test(text))) {
    if ((await hitsBy(spelling.replace("PORT", String(port)), guardOff)) > 0) reached.push(spelling);
  }
  expect(reached.length).toBeGreaterThanOrEqual(15);
});

/** Gives one answer after the other; the last one for ever. */
function rebinding(...answers: readonly (readonly string[])[]): LookupFunction {
  let asked = 0;
  return (_hostname, options, callback) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const [first] = found;
    if (options.all === true || first === undefined) callback(null, found);
    else callback(null, first.address, first.family);
  };
}

function lookedUp(guard: TargetGuard, url: string): Promise<string | readonly string[]> {
  const admission = guard.admit(url);
  if (!admission.ok) return Promise.resolve(admission.detail.en);
  return new Promise((resolve) => {
    admission.lookup(admission.url.hostname, { all: true }, (error, found) =>
      resolve(error === null && Array.isArray(found) ? found.map(({ address }) => address) : String(error?.message)),
    );
  });
}

test("G17 DNS rebinding: a name that was public a moment ago and is loopback now is refused on connecting", async () => {
  const lookup = rebinding(["93.184.215.14"], ["127.0.0.1"]);
  const guard = createTargetGuard({ allowedTargets: [], lookup });
  const url = `http://rebind.example:${port}/`;
  expect(await lookedUp(guard, url)).toEqual(["93.184.215.14"]);
  expect(await attempt(url, { guard })).toMatchObject({ reason: "refused_target" });
  expect(await hitsBy(url, guard)).toBe(0);
});

test("G17 control: checking the name first and letting the connection look it up again reaches the canary", async () => {
  const lookup = rebinding(["93.184.215.14"], ["127.0.0.1"]);
  const strict = createTargetGuard({ allowedTargets: [], lookup });
  const url = `http://rebind.example:${port}/`;
  expect(await lookedUp(strict, url)).toEqual(["93.184.215.14"]);
  const careless: TargetGuard = { admit: (text) => ({ ok: true, url: new URL(text), lookup }) };
  expect(await hitsBy(url, careless)).toBe(1);
});

test("createTargetGuard() refuses user name and password even towards a public address", () => {
  for (const url of ["http://user@93.184.215.14/", "https://:pass@93.184.215.14/"]) {
    expect(locked().admit(url)).toMatchObject({ ok: false, detail: { en: expect.stringContaining("password") } });
  }
  expect(locked().admit("http://93.184.215.14/").ok).toBe(true);
});

test("createTargetGuard() lets through only the public ones of several addresses", async () => {
  const guard = createTargetGuard({
    allowedTargets: [],
    lookup: rebinding(["127.0.0.1", "93.184.215.14", "fe80::1%lo"]),
  });
  expect(await lookedUp(guard, "http://mixed.example/")).toEqual(["93.184.215.14"]);
});

test("G17 a redirect to the canary is not followed; a client that follows hits it (control)", async () => {
  const { url } = await platform({ kind: "redirect", to: `http://127.0.0.1:${port}/` });
  hits = 0;
  expect(await attempt(url)).toMatchObject({ reason: "redirect", status: 302 });
  expect(hits).toBe(0);
  await fetch(url, { method: "POST", body: "{}" });
  expect(hits).toBe(1);
});

test("createTargetGuard() allows exactly the listed host and port, in any spelling of that host", async () => {
  const listed = createTargetGuard({ allowedTargets: [`127.0.0.1:${port}`, "[::1]:8443", "dispatch.lan:443"] });
  expect(await hitsBy(`http://127.0.0.1:${port}/`, listed)).toBe(1);
  expect(await hitsBy(`http://2130706433:${port}/`, listed)).toBe(1);
  expect(listed.admit("http://[0::1]:8443/").ok).toBe(true);
  expect(listed.admit("https://DISPATCH.lan/").ok).toBe(true);
  for (const url of [`http://127.0.0.1:${port + 1}/`, `http://127.0.0.2:${port}/`, "http://[::1]:8444/"]) {
    expect(listed.admit(url).ok, url).toBe(false);
  }
  expect(await hitsBy(`http://localhost:${port}/`, listed)).toBe(0);
});

test("createTargetGuard() lets a listed name lead to a private address, but never to metadata or a whole network", async () => {
  const leadingTo = (address: string) =>
    lookedUp(
      createTargetGuard({ allowedTargets: ["dispatch.lan:443"], lookup: rebinding([address]) }),
      "https://dispatch.lan/",
    );
  for (const address of ["10.1.2.3", "192.168.0.9", "127.0.0.1", "fc00::9"]) {
    expect(await leadingTo(address)).toEqual([address]);
  }
  for (const address of [
    "169.254.169.254",
    "100.100.100.200",
    "0.0.0.0",
    "224.0.0.1",
    "fe80::1",
    "::",
    "ff02::1",
    "fd00:ec2::254",
  ]) {
    expect(await leadingTo(address), address).toContain("no name may lead to");
  }
});

test("createTargetGuard() refuses the hub's own ports at its own addresses, unless listed by address", async () => {
  const ownAddresses = () => new Set(["127.0.0.1", "93.184.215.14"]);
  const guard = (...allowedTargets: string[]): TargetGuard =>
    createTargetGuard({ allowedTargets, ownPorts: [port], ownAddresses, lookup: rebinding(["127.0.0.1"]) });
  expect(guard().admit(`http://93.184.215.14:${port}/`)).toMatchObject({
    ok: false,
    detail: { en: expect.stringContaining("own") },
  });
  expect(guard().admit(`http://93.184.215.14:${port + 1}/`).ok).toBe(true);
  expect(await lookedUp(guard(`dispatch.lan:${port}`), `http://dispatch.lan:${port}/`)).toContain("own");
  expect(guard(`127.0.0.1:${port}`).admit(`http://127.0.0.1:${port}/`).ok).toBe(true);
});

test.each([
  ["8.8.8.8", true],
  ["93.184.215.14", true],
  ["172.15.255.255", true],
  ["172.32.0.0", true],
  ["100.63.255.255", true],
  ["100.128.0.0", true],
  ["223.255.255.255", true],
  ["2606:4700::1111", true],
  ["240e::1", true],
  ["172.31.255.255", false],
  ["100.127.255.255", false],
  ["192.0.2.1", false],
  ["2001::1", false],
  ["2001:db8::1", false],
  ["2002::1", false],
  ["::ffff:8.8.8.8", false],
  ["4000::1", false],
  ["240e::1%eth0", false],
  ["", false],
  ["example", false],
])("isPublicAddress(%j) is %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
