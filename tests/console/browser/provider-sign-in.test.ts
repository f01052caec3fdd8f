import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { providerName, providerRefusalTexts } from "../../../locales/api/people.ts";
import { frameTexts } from "../../../locales/console/frame.ts";
import { testSecret, testSecretVariable, writeCityFolder } from "../../support/city-folder.ts";
import { clientSecret, startProvider, type TestProvider } from "../../support/oidc/identity-provider.ts";
import { freePorts, HubProcess } from "../../support/processes/hub-process.ts";
import { runGuanlan } from "../../support/processes/run-guanlan.ts";
import { browserForThisFile, hasBrowser, untilLive } from "./support/console-page.ts";

describe.skipIf(!hasBrowser)("signing in through the identity provider", () => {
  const browser = browserForThisFile();
  let folder: string;
  let hub: HubProcess;
  let provider: TestProvider;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "guanlan-oidc-"));
    const endpointUrl = "http://127.0.0.1:9/";
    writeCityFolder(join(folder, "city"), { stations: 2, gaugesPerDevice: 2, rules: "ladder", endpointUrl });
    const [mqttPort = 0, apiPort = 0] = await freePorts(2);
    // Another site than the provider's 127.0.0.1: ports make none.
    url = `http://localhost:${apiPort}`;
    provider = await startProvider(`${url}/api/v1/session/oidc/callback`);
    const settings = {
      hub: { publicUrl: `${url}/`, logLevel: "debug" },
      webhooks: { allowedTargets: [new URL(endpointUrl).host] },
      people: { oidc: { enabled: true, issuer: provider.issuer } },
    };
    const env = { [testSecretVariable]: testSecret, GUANLAN_OIDC_SECRET: clientSecret };
    hub = new HubProcess({ folder, mqttPort, apiPort, env, settings });
    const account = ["--name", "Li Wei", "--roles", "duty-officer", "--subject", "sub-li", "--language", "en"];
    const made = await runGuanlan(["account", "create", "li", ...account, "--settings", hub.settingsFile]);
    expect([made.code, made.out]).toEqual([0, ""]);
    await hub.start();
  });
  afterAll(async () => {
    await hub?.kill();
    await provider?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Presses the button and says who one is at the provider. */
  async function signIn(page: Page, person: string): Promise<void> {
    await page.goto(url);
    await page.getByRole("link", { name: providerName.zh }).click();
    await page.waitForURL(`${provider.issuer}/interaction/**`);
    await page.locator("input[name=person]").fill(person);
    await page.getByRole("button").click();
    await page.waitForURL(`${url}/**`);
  }

  async function newPage(): Promise<{
    readonly page: Page;
    readonly context: BrowserContext;
    readonly faults: string[];
  }> {
    const context = await (await browser()).newContext({ locale: "zh-CN" });
    const page = await context.newPage();
    await page.addInitScript(() => sessionStorage.setItem("guanlan.sound-asked", "1"));
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("dialog", (dialog) => faults.push(dialog.message()));
    page.on("console", (message) => {
      // A city without a map has none to load.
      const isMeant = message.text().startsWith("Failed to load resource");
      if (["error", "warning"].includes(message.type()) && !isMeant) faults.push(message.text());
    });
    return { page, context, faults };
  }

  it("leads from the button to the open console, across sites, with cookies that no script reads", async () => {
    const { page, context, faults } = await newPage();
    await signIn(page, "sub-li");
    await untilLive(page);
    expect(page.url()).toBe(`${url}/`);
    // In a Chinese browser: it is the account's.
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    const { me } = await page.evaluate(async () => (await fetch("/api/v1/session")).json());
    expect(me).toMatchObject({ accountId: "li", name: "Li Wei" });
    const cookies = (await context.cookies(url)).map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
    expect(cookies).toEqual([{ name: "guanlan_session", httpOnly: true, sameSite: "Strict" }]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("tells an unknown one their subject, as words and in the reader's language, and takes it out of the address", async () => {
    const { page, context, faults } = await newPage();
    const subject = '<img src=x onerror="alert(1)">&subject=li';
    await signIn(page, subject);
    const told = page.locator(".sign-in [role=alert]");
    await told.waitFor({ timeout: 60_000 });
    expect(await told.innerText()).toBe(providerRefusalTexts["unknown-subject"].zh.replace("{subject}", subject));
    expect(page.url()).toBe(`${url}/`);
    expect(await page.locator(".sign-in img").count()).toBe(0);
    await page.getByRole("button", { name: frameTexts["other-language"].zh }).click();
    expect(await told.innerText()).toBe(providerRefusalTexts["unknown-subject"].en.replace("{subject}", subject));
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain("refused");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("leaves no secret in the hub's log", () => {
    expect(hub.output).toContain("unknown-subject");
    expect(provider.secrets.length).toBeGreaterThan(2);
    for (const secret of [clientSecret, ...provider.secrets]) expect(hub.output).not.toContain(secret);
  });
});
