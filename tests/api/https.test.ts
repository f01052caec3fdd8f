import { get } from "node:https";
import { describe, expect, onTestFinished, test } from "vitest";
import { createApi } from "../../api/create-api.ts";
import { apiSettings } from "../../api/settings.ts";
import { InMemoryApiPorts, readerToken } from "../support/in-memory-api-ports.ts";
import { outsideAddress } from "../support/machine/outside-address.ts";
import { authorityOf, certificatesIn, tlsFolder } from "../tls/tls-world.ts";
import { startApi } from "./start-api.ts";

test("the API answers over HTTPS as over HTTP, with the same guards, and both end with it", async () => {
  const folder = await tlsFolder();
  const deps = { ...new InMemoryApiPorts().deps(), certificates: certificatesIn(folder) };
  const tls = { enabled: true, host: "127.0.0.1", port: 0 };
  const api = createApi({ ...apiSettings.parse({ maxEventLoopDelayMs: 0 }), port: 0, tls }, deps);
  const { https } = await api.start();
  const status = (headers: Record<string, string>) =>
    new Promise((resolve, reject) => {
      get({ ...https, path: "/api/v1/cases", ca: authorityOf(folder), headers, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on("error", reject);
    });
  expect(await status({ authorization: `Bearer ${readerToken}` })).toBe(200);
  expect(await status({})).toBe(401);
  await api.stop();
  await expect(status({})).rejects.toThrow("ECONNREFUSED");
});

const outside = outsideAddress();

describe.skipIf(outside === null)("a token in clear from beyond this machine", () => {
  const call = (host: string, port: number, headers: Record<string, string> = {}) =>
    fetch(`http://${host}:${port}/api/v1/cases`, { headers: { authorization: `Bearer ${readerToken}`, ...headers } });

  test("is refused, whether it is right or not; what needs none is answered", async () => {
    const running = await startApi({ host: "0.0.0.0" });
    onTestFinished(() => running.api.stop());
    const host = outside ?? "";
    const answer = await call(host, running.port);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "api.cleartext_token" });
    expect((await fetch(`http://${host}:${running.port}/health`)).status).toBe(200);
    expect((await call("127.0.0.1", running.port)).status).toBe(200);
  });
});
