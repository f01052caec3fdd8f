import AxeBuilder from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll } from "vitest";
import type { Language } from "../../../../domain/text.ts";
import { hasTool } from "../../../support/machine/tools.ts";
import { until } from "../../../support/until.ts";
import { type DutyRoom, type Person, password, people } from "./duty-room.ts";
import { focusOn } from "./keyboard.ts";

/** False, said by name, where this machine lacks a browser. */
export const hasBrowser = hasTool("chromium");

/** Debian's Chromium without a graphics card, as on an old machine in a duty room. */
function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.TESTS_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", "--no-sandbox", "--autoplay-policy=user-gesture-required"],
  });
}

/** A browser for the tests of one file. */
export function browserForThisFile(): () => Promise<Browser> {
  let launched: Promise<Browser> | null = null;
  afterAll(async () => (await launched)?.close());
  return () => {
    launched ??= launchChromium();
    return launched;
  };
}

/** A page of somebody who is signed in, with everything that went wrong on it. */
export interface ConsolePage {
  readonly page: Page;
  /** Errors and warnings of the browser's console, and exceptions. A fetch that was refused on purpose is none. */
  readonly faults: string[];
}

export interface PageOptions extends BrowserContextOptions {
  readonly as: Person;
  readonly language?: Language;
  readonly path?: string;
}

/** Opens the console as somebody, and waits until its picture is live. */
export async function openConsole(
  browser: Browser,
  room: Pick<DutyRoom, "url">,
  { as, language = "zh", path = "/", ...options }: PageOptions,
): Promise<ConsolePage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "dark",
    locale: language === "zh" ? "zh-CN" : "en-GB",
    ...options,
  });
  const { accountId } = people[as];
  const answer = await context.request.post(`${room.url}/api/v1/session`, { data: { accountId, password } });
  if (!answer.ok()) throw new Error(`signing in as ${accountId}: ${answer.status()} ${await answer.text()}`);
  const page = await context.newPage();
  await page.addInitScript((chosen) => {
    localStorage.setItem("guanlan.language", chosen);
    // As after the sound was asked for: that has a test of its own.
    sessionStorage.setItem("guanlan.sound-asked", "1");
  }, language);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.stack ?? error.message));
  page.on("console", (message) => {
    const isMeant = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isMeant) faults.push(message.text());
  });
  await page.goto(`${room.url}${path}`);
  await untilLive(page);
  return { page, faults };
}

export async function untilLive(page: Page): Promise<void> {
  await page.locator(".live-pill:not(.not-live)").waitFor({ state: "attached", timeout: 60_000 });
}

/** Serious and critical faults by axe-core, each with where it is. @param rules all where left out */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(AxeBuilder.source);
  return page.evaluate(
    async (only) => {
      const { axe } = globalThis as unknown as { readonly axe: typeof AxeBuilder };
      const { violations } = await axe.run(document, only === null ? {} : { runOnly: { type: "rule", values: only } });
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) =>
          nodes
            .slice(0, 5)
            .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`),
        );
    },
    rules === undefined ? null : [...rules],
  );
}

export interface ListedCommand {
  readonly id: string;
  readonly key: string;
  /** Why it cannot be done now; empty where it can. */
  readonly disabled: string;
}

/** What `?` lists where one is. */
export async function listedCommands(page: Page): Promise<readonly ListedCommand[]> {
  const rows = page.locator("dialog[open] tr[data-command]");
  await focusOn(page, "body");
  await page.keyboard.press("?");
  await rows
    .first()
    .waitFor({ timeout: 60_000 })
    .catch(async () => {
      throw new Error(`? lists nothing: ${JSON.stringify(await page.evaluate(stateOfPage))}`);
    });
  const listed = await rows.evaluateAll((all) =>
    all.map((row) => ({
      id: row.getAttribute("data-command") ?? "",
      key: row.getAttribute("data-key") ?? "",
      disabled: row.querySelector(".muted")?.textContent?.trim() ?? "",
    })),
  );
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  return listed;
}

/** Presses a key, or two after each other such as `g m`. */
export async function typeKeys(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(" ")) await page.keyboard.press(key === "" ? "Space" : key);
}

/** Until what has happened to the page is drawn, and what is done after a drawing is done: two frames, and a turn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
    await new Promise((next) => setTimeout(next));
  });
}

/** Goes to an address as a person who follows a link does, without loading the page anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await settled(page);
}

/** Until nothing on the screen says any more that it is loading. */
export async function settled(page: Page): Promise<void> {
  await drawn(page);
  await until(
    "the screen to be loaded",
    async () => {
      const words = await page.locator(".notice[role=status]").allInnerTexts();
      return words.every((each) => each.trim() === "");
    },
    60_000,
  );
}

/** What a figure of the map says, by its name. */
export async function figures(page: Page): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    await page
      .locator(".figures .figure")
      .evaluateAll((all) =>
        all.map((each) => [each.querySelector("dt")?.textContent ?? "", each.querySelector("dd")?.textContent ?? ""]),
      ),
  );
}

/** Runs in the page: what a key that does nothing may be up against. */
function stateOfPage() {
  return {
    path: location.pathname,
    focus: document.activeElement?.outerHTML.slice(0, 120) ?? null,
    dialogs: [...document.querySelectorAll("dialog[open]")].map((dialog) => dialog.textContent?.slice(0, 60)),
    bodies: document.body.textContent?.slice(0, 80),
  };
}
