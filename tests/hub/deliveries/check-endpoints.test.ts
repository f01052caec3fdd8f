import { expect, test } from "vitest";
import { checkEndpoints } from "../../../hub/deliveries/check-endpoints.ts";
import { createNameLookup } from "../../../name-lookup/name-lookup.ts";
import { createTargetGuard } from "../../../webhooks/endpoints/targets.ts";
import { startNameServer } from "../../support/name-server.ts";
import { endpoint, secret } from "../../webhooks/support/builders.ts";

async function check(
  url: string,
  {
    env = { SECRET: secret },
    allowedTargets = [],
  }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly allowedTargets?: readonly string[];
  } = {},
) {
  const server = await startNameServer((name) =>
    name === "inside.test" ? { addresses: ["10.1.2.3"] } : name === "public.test" ? { addresses: ["8.8.8.8"] } : "none",
  );
  const { lookup, close } = createNameLookup({ servers: [server.at], hostsFile: "/nonexistent" });
  const guard = createTargetGuard({ allowedTargets, ownPorts: [8080], lookup });
  const readFile = (): string => {
    throw new Error("no file");
  };
  const report = await checkEndpoints([endpoint({ url })], { env, readFile, guard });
  close();
  return { problems: report.problems.map(({ en }) => en), notes: report.notes.map(({ en }) => en) };
}

test.each([
  ["a public name", "https://public.test/in", {}],
  ["a public address", "https://8.8.8.8/in", {}],
  ["a private address that is allowed", "http://10.1.2.3:81/in", { allowedTargets: ["10.1.2.3:81"] }],
  ["a private name that is allowed", "http://inside.test:81/in", { allowedTargets: ["inside.test:81"] }],
])("checkEndpoints() finds nothing wrong with %s and a secret", async (_, url, options) => {
  expect(await check(url, options)).toEqual({ problems: [], notes: [] });
});

test.each([
  ["a private address", "http://10.1.2.3:81/in", "add 10.1.2.3:81 to webhooks.allowedTargets"],
  ["this machine", "http://[::1]:81/in", "add [::1]:81 to webhooks.allowedTargets"],
  ["a name that leads to a private address", "http://inside.test/in", "add inside.test:80 to webhooks.allowedTargets"],
])("checkEndpoints() refuses %s that is not allowed, as sending would", async (_, url, words) => {
  expect((await check(url)).problems).toEqual([expect.stringContaining(words)]);
});

test("checkEndpoints() names the variable of a secret that is missing, and never a secret that is wrong", async () => {
  const missing = await check("https://public.test/in", { env: {} });
  expect(missing.problems).toEqual([expect.stringContaining("environment variable SECRET: wanted a whsec_ secret")]);
  const wrong = await check("https://public.test/in", { env: { SECRET: "hunter2" } });
  expect(wrong.problems).toEqual([expect.stringContaining("wanted whsec_ in front")]);
  expect(wrong.problems.join()).not.toContain("hunter2");
});

test("checkEndpoints() only notes a name that has no address just now: name servers may be back tomorrow", async () => {
  const { problems, notes } = await check("https://nobody.test/in");
  expect(problems).toEqual([]);
  expect(notes).toEqual([expect.stringContaining("endpoint dispatch cannot be found just now")]);
});
