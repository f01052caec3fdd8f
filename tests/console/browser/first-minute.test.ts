import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guideSteps } from "../../../console/guide/guide-steps.ts";
import { signInTexts } from "../../../locales/console/frame.ts";
import { guideTexts } from "../../../locales/console/guide.ts";
import { demoNewcomer } from "../../../locales/simulation/demo-names.ts";
import { likeFolder } from "../../city-builder/generated.ts";
import { freePorts, HubProcess } from "../../support/processes/hub-process.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  drawn,
  hasBrowser,
  openConsole,
  settled,
  typeKeys,
  untilLive,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom } from "./support/duty-room.ts";
import { focusOn } from "./support/keyboard.ts";

describe.skipIf(!hasBrowser)("the first minute of a newcomer", () => {
  const browser = browserForThisFile();
  let folder: string;
  let hub: HubProcess;
  let link: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "guanlan-newcomer-"));
    const [mqttPort = 0, apiPort = 0] = await freePorts(2);
    const settings = { hub: { city: likeFolder, demo: { dispatchPort: 0 } }, people: { passwordCost: 10 } };
    hub = new HubProcess({ folder, mqttPort, apiPort, settings, args: ["--demo"] });
    await hub.start();
    link = await until("the link to be printed", () => /http:\S+#once=\S+(?=\s)/.exec(hub.output)?.[0]);
  });
  afterAll(async () => {
    await hub?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("the link that is printed signs in, is gone from the address, and leads to the storm with the guided look", async () => {
    const page = await (await browser()).newPage({ locale: "zh-CN", viewport: { width: 1920, height: 1080 } });
    await page.goto(link);
    await page.getByRole("button", { name: signInTexts["sound-skip"].zh }).click();
    await untilLive(page);
    await page.locator(".guide:popover-open").waitFor({ timeout: 60_000 });
    expect(await page.locator(".guide h2").innerText()).toBe(guideTexts["storm-title"].zh);
    expect(page.url()).not.toContain("once=");
    expect(await page.locator("body").innerText()).toContain(demoNewcomer);
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain("once=");
    await page.context().close();
  });

  it.each(["zh", "en"] as const)(
    "the link is good once: whoever comes second is told so in words (%s)",
    async (language) => {
      const page = await (await browser()).newPage({ locale: language === "zh" ? "zh-CN" : "en-GB" });
      await page.goto(link);
      const told = page.locator(".sign-in [role=alert]");
      await told.waitFor({ timeout: 60_000 });
      expect(await told.innerText()).toBe(signInTexts["link-used"][language]);
      expect(page.url()).not.toContain("once=");
      expect(await page.locator("input[name=password]").count()).toBe(1);
      await page.context().close();
    },
  );
});

describe.skipIf(!hasBrowser)("the guided look", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;

  beforeAll(async () => {
    room = await openDutyRoom();
  });
  afterAll(() => room?.close());

  it.each([
    { language: "zh", width: 1440 },
    { language: "en", width: 1440 },
    { language: "zh", width: 390 },
  ] as const)(
    "goes through what it is about, each step within the page ($language, $width px)",
    async ({ language, width }) => {
      const viewport = { width, height: width === 390 ? 844 : 900 };
      const { page, faults } = await openConsole(await browser(), room, { as: "officer", language, viewport });
      await settled(page);
      const before = await placeOf(page);
      await startGuide(page);
      for (const [at, step] of guideSteps.entries()) {
        const { title, words, card, ring, target } = await stepShown(page, step.at);
        expect([title, words]).toEqual([guideTexts[step.title][language], guideTexts[step.words][language]]);
        expect(isInside(card, viewport), `${step.title}: the card ${JSON.stringify(card)}`).toBe(true);
        expect(ring === null, `${step.title}: ring ${JSON.stringify(ring)}`).toBe(target === null);
        if (target !== null && ring !== null)
          expect(Math.abs(ring.x + 4 - target.x) + Math.abs(ring.y + 4 - target.y)).toBeLessThan(3);
        if (width === 1440) expect(target === null, `${step.title} has what it is about`).toBe(step.at === null);
        await page.keyboard.press("Enter");
        if (at < guideSteps.length - 1)
          await page.getByText(guideTexts[guideSteps[at + 1]?.title ?? "title"][language], { exact: true }).waitFor();
      }
      await page.locator(".guide").waitFor({ state: "detached" });
      expect(await placeOf(page)).toEqual(before);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it("can be left at every step, from wherever the focus is, and leaves the screen as it was", async () => {
    const { page, faults } = await openConsole(await browser(), room, { as: "officer" });
    await settled(page);
    const before = await placeOf(page);
    for (const at of guideSteps.keys()) {
      await startGuide(page);
      for (let step = 0; step < at; step++) await page.keyboard.press("Enter");
      if (at % 2 === 1) await focusOn(page, "body");
      await page.keyboard.press("Escape");
      await page.locator(".guide").waitFor({ state: "detached", timeout: 60_000 });
      expect(await page.locator(".guide-ring").count(), "ring").toBe(0);
      expect(await placeOf(page), `left at step ${at}`).toEqual(before);
    }
    // What keys do is as before.
    await typeKeys(page, "g w");
    await page.waitForURL("**/warnings");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("goes on in the other language where that is switched, and from any screen begins at the map", async () => {
    const { page } = await openConsole(await browser(), room, { as: "officer", path: "/hub" });
    await startGuide(page);
    expect(new URL(page.url()).pathname).toBe("/");
    await page.keyboard.press("Enter");
    await page.keyboard.press("L");
    await page.getByText(guideTexts["figures-title"].en, { exact: true }).waitFor({ timeout: 60_000 });
    await page.keyboard.press("Escape");
    await page.locator(".guide").waitFor({ state: "detached" });
    await page.context().close();
  });
});

async function startGuide(page: Page): Promise<void> {
  await focusOn(page, "body");
  await page.keyboard.press("H");
  await page.locator(".guide:popover-open").waitFor({ timeout: 60_000 });
  await drawn(page);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function isInside({ x, y, width, height }: Box, page: Pick<Box, "width" | "height">): boolean {
  return x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height;
}

/** What a step shows, and where; a box is null for what is not shown. */
async function stepShown(page: Page, selector: string | null) {
  await drawn(page);
  return page.evaluate((of) => {
    const box = (element: Element | null): Box | null => {
      const { x = 0, y = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
      return width === 0 ? null : { x, y, width, height };
    };
    return {
      title: document.querySelector(".guide h2")?.textContent ?? "",
      words: document.querySelector(".guide h2 + p")?.textContent ?? "",
      card: box(document.querySelector(".guide")) ?? { x: -1, y: -1, width: 0, height: 0 },
      ring: box(document.querySelector(".guide-ring")),
      target: of === null ? null : box(document.querySelector(of)),
    };
  }, selector);
}

/** Where the screen stands: address, how far each part is scrolled, and whether the picture is of now. */
function placeOf(page: Page): Promise<object> {
  return page.evaluate(() => ({
    path: location.pathname,
    scrolled: [...document.querySelectorAll("body *")]
      .filter(({ scrollTop, scrollLeft }) => scrollTop !== 0 || scrollLeft !== 0)
      .map(({ className, scrollTop, scrollLeft }) => [className, scrollTop, scrollLeft]),
    isPast: document.querySelector(".shell.is-past") !== null,
    dialogs: document.querySelectorAll("dialog[open], :popover-open").length,
  }));
}
