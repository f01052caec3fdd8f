import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagePaths } from "../../../domain/console/screen-paths.ts";
import { screenTexts } from "../../../locales/console/frame.ts";
import { until } from "../../support/until.ts";
import {
  axeFaults,
  browserForThisFile,
  type ConsolePage,
  drawn,
  goTo,
  hasBrowser,
  listedCommands,
  openConsole,
  typeKeys,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, people, tunnel, underpass } from "./support/duty-room.ts";
import { runsOf } from "./support/keyboard.ts";

const ids = Object.keys(screenTexts) as (keyof typeof screenTexts)[];
const pathOf = (id: string): string => (id === "map" ? "/" : `/${id}`);

describe.skipIf(!hasBrowser)("every screen of the console", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let zh: ConsolePage;
  let en: ConsolePage;
  let caseId: string;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,6,10,14,17,18");
    const { rows } = await until("cases", async () => {
      const page = await room.get<{ rows: { id: string; stationId: string }[] }>("/cases");
      return page.rows.length >= 2 ? page : null;
    });
    caseId = rows.find(({ stationId }) => stationId === tunnel.stationId)?.id ?? "";
    zh = await openConsole(await browser(), room, { as: "all" });
    en = await openConsole(await browser(), room, { as: "all", language: "en" });
  });
  afterAll(() => room?.close());

  const addresses = () => [...ids.map(pathOf), `/cases/${caseId}`, `/stations/${tunnel.stationId}`];

  it("is on the rail of somebody who has every right, and its address is served", async () => {
    const shown = await zh.page
      .locator("nav.rail a[href]")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(
      ids.filter((id) => !shown.includes(pathOf(id))),
      "screens that are not there",
    ).toEqual([]);
    for (const path of pagePaths) expect((await fetch(`${room.url}/${path}`)).status, path).toBe(200);
  });

  it("has no serious fault by axe-core in Chinese in the dark and in English in the light", async () => {
    await theme(en.page, "light");
    const faults: string[] = [];
    for (const path of await present(zh.page, addresses())) {
      for (const { page } of [zh, en]) {
        await goTo(page, path);
        faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  it("can be read in Chinese in the light and in English in the dark", async () => {
    await theme(zh.page, "light");
    await theme(en.page, "dark");
    const faults: string[] = [];
    for (const path of await present(zh.page, addresses())) {
      for (const { page } of [zh, en]) {
        await goTo(page, path);
        faults.push(...(await axeFaults(page, ["color-contrast"])).map((fault) => `${path}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  it("says in English what it says in Chinese: no Han character but names of people, places and the other language", async () => {
    for (const path of await present(en.page, ids.map(pathOf))) {
      await goTo(en.page, path);
      const text = await en.page.locator("main.screen").evaluate((main) => {
        const shown = main.cloneNode(true) as HTMLElement;
        // What is issued stands in both languages, each marked as its own.
        for (const other of shown.querySelectorAll("[lang^=zh], pre")) other.remove();
        return shown.textContent ?? "";
      });
      const names = new RegExp([...Object.values(people).map(({ name }) => name), "中文"].join("|"), "gu");
      expect(text.replaceAll(names, "").match(/[\u4e00-\u9fff]{2,}/gu) ?? [], path).toEqual([]);
    }
  });

  it("fits a phone, a desk and a wall: nothing sticks out to the side", async () => {
    const { page } = zh;
    const wide: string[] = [];
    for (const width of [390, 1440, 1920]) {
      await page.evaluate((isWall) => {
        if (isWall) document.documentElement.dataset.view = "wall";
      }, width === 1920);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 1080 });
      for (const path of await present(page, addresses())) {
        await goTo(page, path);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wide.push(`${path} at ${width}: ${over} px`);
      }
    }
    await page.evaluate(() => document.documentElement.removeAttribute("data-view"));
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(wide).toEqual([]);
  });

  it("shows where the focus is", async () => {
    for (const path of await present(zh.page, ids.map(pathOf))) {
      await goTo(zh.page, path);
      const seen: string[] = [];
      for (let step = 0; step < 8; step++) {
        await zh.page.keyboard.press("Tab");
        seen.push(await zh.page.evaluate(focusNow));
      }
      expect(
        seen.filter((each) => each !== "seen" && each !== "nowhere"),
        path,
      ).toEqual([]);
      expect(seen, path).toContain("seen");
    }
  });

  it("has a key for every command, no two in force alike, and each key runs its command", async () => {
    const { page } = zh;
    const dead: string[] = [];
    for (const path of await present(page, addresses())) {
      await leave(page, path);
      const commands = await listedCommands(page);
      const keys = commands.map(({ key }) => key);
      expect(
        keys.filter((key, place) => key === "" || keys.indexOf(key) !== place),
        `${path}: keys`,
      ).toEqual([]);
      const own = commands.filter(({ id }) => path === "/" || !/^(go-|keys$|language$|theme$)/.test(id));
      // Signing out is the end of the test, and tried by none of it.
      for (const { id, key } of own.filter((each) => each.disabled === "" && each.id !== "sign-out")) {
        await leave(page, path);
        const ran = await runsByKey(page, { id, key });
        // What was done before may have taken it out of force.
        const isLost = !ran && (await listedCommands(page)).some((each) => each.id === id && each.disabled === "");
        if (isLost && !(await runsByKey(page, { id, key }))) dead.push(`${path}: ${key} (${id})`);
      }
    }
    expect(dead).toEqual([]);
  });

  it("shows every button that a command has with its key", async () => {
    for (const path of await present(zh.page, addresses())) {
      await goTo(zh.page, path);
      const buttons = await zh.page
        .locator("button[data-command]")
        .evaluateAll((all) => all.filter((each) => each.querySelector("kbd") === null).map((each) => each.outerHTML));
      expect(buttons, path).toEqual([]);
    }
  });

  it("runs no key behind an open dialog", async () => {
    const { page } = zh;
    await goTo(page, `/cases/${caseId}`);
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
    await page.locator("dialog[open] button").last().focus();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await drawn(page);
    expect(new URL(page.url()).pathname).toBe(`/cases/${caseId}`);
    await page.keyboard.press("Escape");
  });

  it("left no error in the browser's console", () => {
    expect([...zh.faults, ...en.faults]).toEqual([]);
  });
});

/** Only screens that are there: those that are not are told of once. */
async function present(page: Page, paths: readonly string[]): Promise<readonly string[]> {
  const rail = await page
    .locator("nav.rail a[href]")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  return paths.filter((path) => rail.includes(`/${path.split("/")[1]}`));
}

async function theme(page: Page, name: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme: name });
}

/** Runs in the page. @returns `seen`, `nowhere` where nothing has it, or the element that has it unseen */
function focusNow(): string {
  const at = document.activeElement;
  if (at === null || at === document.body) return "nowhere";
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const isSeen = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  return isSeen ? "seen" : at.outerHTML.slice(0, 200);
}

async function runsByKey(page: Page, { id, key }: { readonly id: string; readonly key: string }): Promise<boolean> {
  const before = await runsOf(page, id);
  await typeKeys(page, key);
  return (await runsOf(page, id)) > before;
}

/** Back to how the screen was before the last key: nothing open, the live picture, Chinese, drawn anew. */
async function leave(page: Page, path: string): Promise<void> {
  // What a key opens is there after the next drawing.
  await drawn(page);
  const open = page.locator("dialog[open], .guide:popover-open");
  for (let tries = 0; tries < 6 && (await open.count()) > 0; tries++) {
    await page.keyboard.press("Escape");
    await drawn(page);
  }
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  if ((await page.locator(".shell.is-past").count()) > 0) await page.keyboard.press("l");
  if ((await page.evaluate(() => document.documentElement.lang)) === "en") await page.keyboard.press("L");
  if (new URL(page.url()).pathname !== path) await goTo(page, path);
}
