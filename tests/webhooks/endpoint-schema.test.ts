import { expect, test } from "vitest";
import { HubError } from "../../domain/errors.ts";
import { endpointSchema, endpointsSchema } from "../../webhooks/endpoints/endpoint-schema.ts";
import { resolveSecrets } from "../../webhooks/endpoints/resolve-secrets.ts";
import { endpoint, otherSecret, secret } from "./support/builders.ts";

const written = { id: "dispatch", url: "https://dispatch.example/events", events: ["*"], secretEnv: "DISPATCH_SECRET" };

test("endpointSchema takes an endpoint as a city file writes it", () => {
  expect(endpointSchema.parse({ ...written, minLevel: "yellow" })).toMatchObject({ ...written, minLevel: "yellow" });
});

test.each([
  ["a secret in the city file", { secret }],
  ["both places of the secret", { secretFile: "/run/secrets/dispatch" }],
  ["no place of the secret", { secretEnv: undefined }],
  ["an unknown event type", { events: ["case.exploded"] }],
  ["no event type", { events: [] }],
  ["an unknown level", { minLevel: "purple" }],
  ["a URL that is none", { url: "dispatch" }],
  ["another scheme", { url: "file:///etc/passwd" }],
  ["a password in the URL", { url: "https://hub:pass@dispatch.example/" }],
  ["an id with a slash", { id: "a/b" }],
])("endpointSchema refuses %s", (_name, change) => {
  expect(endpointSchema.safeParse({ ...written, ...change }).success).toBe(false);
});

test("endpointsSchema refuses an id twice", () => {
  const parsed = endpointsSchema.safeParse([written, written]);
  expect(parsed.error?.issues[0]?.message).toContain("got dispatch again");
});

const noFile = (): string => {
  throw new Error("ENOENT");
};

test("resolveSecrets() finds secrets in variables and files, two of them during rotation", () => {
  const endpoints = [
    endpoint({ id: "a", secretEnv: "A" }),
    { ...endpoint({ id: "b" }), secretEnv: undefined, secretFile: "/b" },
  ];
  const signers = resolveSecrets(
    endpoints.map((each) => endpointSchema.parse(each)),
    { A: secret },
    (path) => `${path === "/b" ? `${secret}\n${otherSecret}\n` : ""}`,
  );
  const signatures = [...signers.values()].map((sign) => sign("id", 0, "body")["webhook-signature"]?.split(" ").length);
  expect(signatures).toEqual([1, 2]);
});

test("resolveSecrets() names all that is missing at once, and how to make one", () => {
  const file = endpointSchema.parse({ ...written, id: "b", secretEnv: undefined, secretFile: "/run/b" });
  const error = thrown(() => resolveSecrets([endpoint({ id: "a", secretEnv: "A_SECRET" }), file], {}, noFile));
  expect(error.code).toBe("webhooks.secret_missing");
  for (const word of ["A_SECRET", "/run/b", "whsec_", "openssl rand -base64 32"]) expect(error.message).toContain(word);
});

test.each([
  ["no prefix", secret.slice(6)],
  ["not base64", "whsec_%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%"],
  ["base64 with a slip in it", `whsec_${"A".repeat(20)}!!${"A".repeat(24)}`],
  ["too short", `whsec_${Buffer.alloc(23).toString("base64")}`],
  ["too long", `whsec_${Buffer.alloc(65).toString("base64")}`],
  ["three of them", `${secret} ${otherSecret} ${secret}`],
])("resolveSecrets() refuses a secret: %s, without repeating it", (_name, held) => {
  const error = thrown(() => resolveSecrets([endpoint({ secretEnv: "A" })], { A: held }, noFile));
  expect(error.code).toBe("webhooks.secret_malformed");
  expect(error.message).not.toContain(held.slice(8, 20));
});

function thrown(act: () => unknown): HubError {
  try {
    act();
  } catch (error) {
    if (error instanceof HubError) return error;
  }
  throw new Error("wanted a HubError");
}
