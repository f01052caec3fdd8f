import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { browserForThisFile, type ConsolePage, goTo, hasBrowser, openConsole } from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "./support/duty-room.ts";
import { submitByKeys, typeWhenAllowed } from "./support/keyboard.ts";

interface WarningNow {
  readonly id: string;
  readonly level: string;
  readonly state: string;
}

interface ModeNow {
  readonly mode: string;
  readonly request?: object;
}

describe.skipIf(!hasBrowser)("two persons, each in a language, by keyboard alone", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  /** In Chinese. */
  let officer: ConsolePage;
  /** In English. */
  let commander: ConsolePage;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    officer = await openConsole(await browser(), room, { as: "officer" });
    commander = await openConsole(await browser(), room, { as: "commander", language: "en" });
  });
  afterAll(() => room?.close());

  const warning = (id: string) => room.get<WarningNow>(`/warnings/${id}`);

  it("a red warning drafted by the water is approved by one and issued by the other, then lifted", async () => {
    const { id } = await until("the red draft", async () => {
      const { rows } = await room.get<{ rows: readonly WarningNow[] }>("/warnings");
      return rows.find(({ level }) => level === "red");
    });
    for (const { page } of [officer, commander]) {
      await page.keyboard.press("g");
      await page.keyboard.press("w");
      await page.waitForURL("**/warnings*");
      await goTo(page, `/warnings/${id}`);
    }
    await typeWhenAllowed(commander.page, "warning-approve", "a");
    await submitByKeys(commander.page, "red");
    await until("the approval", async () => (await warning(id)).state === "approved", 60_000);

    await typeWhenAllowed(officer.page, "warning-issue", "i");
    await submitByKeys(officer.page, "红色");
    await until("the warning in force", async () => (await warning(id)).state === "issued", 60_000);
    expect(await (await fetch(`${room.url}/feed/warnings.atom`)).text()).toContain("<entry>");

    await typeWhenAllowed(officer.page, "warning-lift", "o");
    await submitByKeys(officer.page, "水已退，解除");
    await until(
      "the end of the warning",
      async () => !["draft", "approved", "issued"].includes((await warning(id)).state),
      60_000,
    );
  });

  it("a mode is switched only after its preview was seen, and the emergency only by two", async () => {
    for (const { page } of [officer, commander]) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await goTo(page, "/mode");
    }
    const { page } = officer;
    await page.locator(".mode-option").first().waitFor();
    expect(await page.locator("button[data-command=mode-switch]:enabled").count()).toBe(0);
    await page.keyboard.press("4");
    await page.locator("button[data-command=mode-switch]:enabled").waitFor({ timeout: 60_000 });
    expect(await page.locator(".mode-preview").innerText()).toMatch(/\d/);
    await page.locator("#mode-reason").focus();
    await page.keyboard.type("特大暴雨");
    await page.keyboard.press("Tab");
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press("s");
    await until("the request", async () => (await room.get<ModeNow>("/mode")).request, 60_000);
    expect((await room.get<ModeNow>("/mode")).mode).not.toBe("emergency");

    const approve = commander.page.locator("button[data-command=mode-approve]:enabled");
    await approve.waitFor({ timeout: 60_000 });
    await approve.focus();
    await commander.page.keyboard.press("Enter");
    await until("the emergency", async () => (await room.get<ModeNow>("/mode")).mode === "emergency", 60_000);
    await until(
      "the bar to say so",
      async () => (await page.locator("header.bar").innerText()).includes("应急"),
      60_000,
    );
  });

  it("the last hour is replayed on the map and left with one key", async () => {
    const { page } = officer;
    await goTo(page, "/");
    for (let quarter = 0; quarter < 4; quarter++) await page.keyboard.press("j");
    await page.locator(".shell.is-past").waitFor({ timeout: 60_000 });
    const moment = page.locator(".time-bar input[type=range]");
    const before = await moment.inputValue();
    await page.keyboard.press("p");
    await until("time to go by", async () => (await moment.inputValue()) !== before, 60_000);
    await page.keyboard.press("l");
    await page.locator(".shell.is-past").waitFor({ state: "detached", timeout: 60_000 });
  });

  it("leaves no error in the browser's console", () => {
    expect([...officer.faults, ...commander.faults]).toEqual([]);
  });
});
