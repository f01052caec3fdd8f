import { expect, test } from "vitest";
import { HubError } from "../../../domain/errors.ts";
import { clientSecret } from "../../../people/oidc/client-secret.ts";

const files: Readonly<Record<string, string>> = {
  "/run/secret": "from-file\n",
  "/run/two": "a\nb\n",
  "/run/empty": "\n",
};
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error("ENOENT");
  return text;
};

test("clientSecret() finds it in its variable, else in the file that is named; a public client has none", () => {
  expect(clientSecret({}, readFile)).toBeNull();
  const file = { GUANLAN_OIDC_SECRET_FILE: "/run/secret" };
  expect(clientSecret(file, readFile)).toBe("from-file");
  expect(clientSecret({ ...file, GUANLAN_OIDC_SECRET: " from-env " }, readFile)).toBe("from-env");
});

test.each([
  [{ GUANLAN_OIDC_SECRET: " " }, "variable GUANLAN_OIDC_SECRET"],
  [{ GUANLAN_OIDC_SECRET: "one-canary\ntwo-canary" }, "several lines"],
  [{ GUANLAN_OIDC_SECRET_FILE: "/run/nothing" }, "file /run/nothing"],
  [{ GUANLAN_OIDC_SECRET_FILE: "/run/two" }, "several lines"],
  [{ GUANLAN_OIDC_SECRET_FILE: "/run/empty" }, "got nothing"],
])("clientSecret() refuses %j rather than be a public client, and shows nothing of it", (env, words) => {
  try {
    clientSecret(env, readFile);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    expect(error.code).toBe("people.oidc_secret_unusable");
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("canary");
    expect(error.words.zh).not.toBe(error.words.en);
  }
});
