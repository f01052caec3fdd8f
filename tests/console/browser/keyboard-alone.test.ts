import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { screenTexts } from "../../../locales/console/frame.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  drawn,
  goTo,
  hasBrowser,
  listedCommands,
  openConsole,
  settled,
  typeKeys,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel, underpass } from "./support/duty-room.ts";
import { focusOn } from "./support/keyboard.ts";

const screens = Object.keys(screenTexts).map((id) => (id === "map" ? "/" : `/${id}`));

/** Commands that end the test, or whose dialog is not theirs. */
const notTried: ReadonlySet<string> = new Set(["sign-out", "print"]);

describe.skipIf(!hasBrowser)("the keyboard alone", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;
  let addresses: readonly string[];

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,6,10,14,17,18");
    const { rows } = await until("cases", async () => {
      const answer = await room.get<{ rows: { id: string }[] }>("/cases");
      return answer.rows.length >= 2 ? answer : null;
    });
    const { rows: warnings } = await until("a warning", async () => {
      const answer = await room.get<{ rows: { id: string }[] }>("/warnings");
      return answer.rows.length > 0 ? answer : null;
    });
    addresses = [
      ...screens,
      `/cases/${rows[0]?.id}`,
      `/stations/${tunnel.stationId}`,
      `/warnings/${warnings[0]?.id}`,
      "/shift/report",
      "/shift/drills",
    ];
    duty = await openConsole(await browser(), room, { as: "all" });
    await duty.page.context().addInitScript(markWhatIsPressed);
    await duty.page.reload();
    await duty.page.locator(".live-pill:not(.not-live)").waitFor({ state: "attached", timeout: 60_000 });
  });
  afterAll(() => room?.close());

  it("reaches by Tab all that can be pressed or filled in on every screen, and is caught nowhere", async () => {
    const missed: string[] = [];
    for (const path of addresses) {
      await goTo(duty.page, path);
      missed.push(...(await missedByTab(duty.page)).map((each) => `${path}: ${each}`));
    }
    expect(missed).toEqual([]);
  });

  it("finds nothing on any screen that the mouse alone can press", async () => {
    const mouseAlone: string[] = [];
    for (const path of addresses) {
      await goTo(duty.page, path);
      mouseAlone.push(...(await duty.page.evaluate(pressedByMouseAlone)).map((each) => `${path}: ${each}`));
    }
    expect(mouseAlone).toEqual([]);
  });

  it("opens every dialog by its key, reaches all of it by Tab, and leaves it by Esc", async () => {
    const { page } = duty;
    const wrong: string[] = [];
    let opened = 0;
    for (const path of addresses) {
      await goTo(page, path);
      for (const { id, key, disabled } of await listedCommands(page)) {
        const isFrames = /^(go-|language$|theme$)/.test(id);
        if (disabled !== "" || notTried.has(id) || isFrames || (path !== "/" && /^(search|keys|guide)$/.test(id)))
          continue;
        await goTo(page, path);
        await focusOn(page, "body");
        await typeKeys(page, key);
        await drawn(page);
        if ((await page.locator("dialog[open]").count()) === 0) continue;
        opened += 1;
        await settled(page);
        wrong.push(...(await missedByTab(page, "dialog[open]")).map((each) => `${path} ${id}: ${each}`));
        await page.keyboard.press("Escape");
        await drawn(page);
        if ((await page.locator("dialog[open]").count()) > 0) {
          wrong.push(`${path} ${id}: Esc does not close it`);
          await page.keyboard.press("Escape");
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(opened).toBeGreaterThan(10);
  });

  it("leaves no error in the browser's console", () => {
    expect(duty.faults).toEqual([]);
  });
});

/** Goes round by Tab once. @returns what can be pressed or filled in and never had the focus; and where Tab goes round without it all */
async function missedByTab(page: Page, within = "body"): Promise<readonly string[]> {
  const count = await page.evaluate(markForTab, within);
  if (within === "body") await focusOn(page, "body");
  // Twice as often as there are things: what is drawn meanwhile counts too.
  for (let step = 0; step < 2 * count + 20; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(noteFocus)) break;
  }
  return page.evaluate(neverFocused);
}

/** Runs in the page: marks what has to be reached. @returns how much that is */
function markForTab(within: string): number {
  for (const marked of document.querySelectorAll("[data-to-reach]")) marked.removeAttribute("data-to-reach");
  const radios = new Set<string>();
  const able = [
    ...document.querySelectorAll<HTMLElement>(
      `${within} :is(a[href], button, input, select, textarea, summary, [role=button], [role=option], [role=tab])`,
    ),
  ].filter((element) => {
    if (
      element.matches(":disabled, [type=hidden], [inert] *") ||
      !element.checkVisibility({ visibilityProperty: true })
    )
      return false;
    // Of radio buttons one is reached by Tab, the others by arrows; of a list of options none is.
    if (element.matches("[role=option]")) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
    if (radios.has(element.name)) return false;
    radios.add(element.name);
    return true;
  });
  for (const element of able) element.setAttribute("data-to-reach", "");
  return able.length;
}

/** Runs in the page: takes the mark from what has the focus. @returns whether nothing is left to reach */
function noteFocus(): boolean {
  const at = document.activeElement;
  at?.removeAttribute("data-to-reach");
  // Of a group of radio buttons whichever is checked has it.
  if (at instanceof HTMLInputElement && at.type === "radio") {
    for (const other of document.getElementsByName(at.name)) other.removeAttribute("data-to-reach");
  }
  return document.querySelector("[data-to-reach]") === null;
}

/** Runs in the page. */
function neverFocused(): readonly string[] {
  return [...document.querySelectorAll("[data-to-reach]")].map((element) => element.outerHTML.slice(0, 160));
}

/** Runs before the page's own scripts: marks elements that listen to being pressed. */
function markWhatIsPressed(): void {
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (this: EventTarget, ...given: Parameters<typeof listen>) {
    if (given[0] === "click" && this instanceof Element) this.setAttribute("data-pressed", "");
    listen.apply(this, given);
  };
}

/** Runs in the page. @returns elements that listen to a press and cannot have the focus; map and plots have keys of their own, and a table */
function pressedByMouseAlone(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>("[data-pressed]")]
    .filter(
      (element) => element.tabIndex < 0 && element.closest(".map-picture, .plot") === null && element.checkVisibility(),
    )
    .map((element) => element.outerHTML.slice(0, 160));
}
