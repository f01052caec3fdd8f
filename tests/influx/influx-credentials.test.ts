import { expect, test } from "vitest";
import { influxCredentials } from "../../influx/server/influx-credentials.ts";

const files: Readonly<Record<string, string>> = {
  "/run/token": "from-file\n",
  "/run/two": "a\nb\n",
  "/run/empty": "\n",
};
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error("ENOENT");
  return text;
};
const token = { auth: "token", username: "guanlan" } as const;

test("influxCredentials() finds the secret in its variable, else in the file that is named", () => {
  expect(influxCredentials({ auth: "none", username: "x" }, {}, readFile)).toEqual({ kind: "none" });
  expect(influxCredentials(token, { GUANLAN_INFLUX_TOKEN: "from-env" }, readFile)).toEqual({
    kind: "token",
    token: "from-env",
  });
  expect(influxCredentials(token, { GUANLAN_INFLUX_TOKEN_FILE: "/run/token" }, readFile)).toEqual({
    kind: "token",
    token: "from-file",
  });
  const password = { auth: "password", username: "hub" } as const;
  expect(influxCredentials(password, { GUANLAN_INFLUX_PASSWORD: "p" }, readFile)).toEqual({
    kind: "password",
    username: "hub",
    password: "p",
  });
});

test.each([
  [{}, "variable GUANLAN_INFLUX_TOKEN"],
  [{ GUANLAN_INFLUX_TOKEN: " " }, "variable GUANLAN_INFLUX_TOKEN"],
  [{ GUANLAN_INFLUX_TOKEN: "one-secret\ntwo-secret" }, "several lines"],
  [{ GUANLAN_INFLUX_TOKEN_FILE: "/run/nothing" }, "file /run/nothing"],
  [{ GUANLAN_INFLUX_TOKEN_FILE: "/run/two" }, "several lines"],
  [{ GUANLAN_INFLUX_TOKEN_FILE: "/run/empty" }, "got nothing"],
])("influxCredentials() refuses %j and shows nothing of it", (env, words) => {
  const attempt = () => influxCredentials(token, env, readFile);
  expect(attempt).toThrow(words);
  expect(attempt).not.toThrow("secret\n");
  expect(attempt).toThrow(expect.objectContaining({ code: "store.influx_secret_missing" }));
});
