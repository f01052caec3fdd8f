import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BilingualText } from "../../../domain/text.ts";
import { until } from "../../support/until.ts";
import { browserForThisFile, type ConsolePage, goTo, hasBrowser, openConsole } from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "./support/duty-room.ts";
import { focusOn, hasMovedOn, hubsWord, takeStep, typeWhenAllowed } from "./support/keyboard.ts";

interface WarningNow {
  readonly id: string;
  readonly level: string;
  readonly state: string;
  readonly title: BilingualText;
  readonly advice: BilingualText;
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

  const warnings = async () => (await room.get<{ rows: readonly WarningNow[] }>("/warnings")).rows;
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
    await takeStep(commander.page, { command: "warning-approve", key: "a", words: "red" });
    await until("the approval", async () => (await warning(id)).state === "approved", 60_000);

    await takeStep(officer.page, { command: "warning-issue", key: "i", words: "红色" });
    await until("the warning in force", async () => (await warning(id)).state === "issued", 60_000);
    expect(await (await fetch(`${room.url}/feed/warnings.atom`)).text()).toContain("<entry>");

    await takeStep(officer.page, { command: "warning-lift", key: "o", words: "水已退，解除" });
    await until(
      "the end of the warning",
      async () => !["draft", "approved", "issued"].includes((await warning(id)).state),
      60_000,
    );
  });

  it("a warning drafted by hand is saved only once it was previewed, approved by the other, and issued", async () => {
    const { page } = officer;
    await goTo(page, "/warnings");
    await focusOn(page, "body");
    await page.keyboard.press("n");
    await page.locator("#draft-hazard").waitFor();
    expect(await page.locator("button[data-command=draft-save]:enabled").count()).toBe(0);
    const before = await warnings();
    await typeWhenAllowed(page, "draft-preview", "p");
    await typeWhenAllowed(page, "draft-save", "s");
    const made = await until("the draft", async () => {
      const now = await warnings();
      return now.find(({ id }) => before.every((each) => each.id !== id));
    });
    expect([made.level, made.state]).toEqual(["yellow", "draft"]);
    await goTo(commander.page, `/warnings/${made.id}`);
    await decideAtOnce(commander.page, "warning-approve", "a");
    await until("the approval", async () => (await warning(made.id)).state === "approved", 60_000);
    await decideAtOnce(page, "warning-issue", "i");
    await until("the warning in force", async () => (await warning(made.id)).state === "issued", 60_000);
    const open = (await (await fetch(`${room.url}/feed/warnings.json`)).json()) as {
      readonly rows: readonly object[];
    };
    expect(JSON.stringify(open.rows)).toContain(made.id);
  });

  it("two write at one warning at once, and neither undoes what the other saved", async () => {
    const [inForce] = (await room.get<{ rows: readonly WarningNow[] }>("/warnings?isInForce=true")).rows;
    const id = inForce?.id ?? "";
    for (const { page } of [officer, commander]) {
      await goTo(page, `/warnings/${id}`);
      await page.locator("#words-title-zh").waitFor({ timeout: 60_000 });
    }
    await officer.page.locator("#words-title-zh").fill("更正的标题");
    await officer.page.locator("#words-title-en").fill("A title put right");
    await commander.page.locator("#words-advice-zh").fill("立即撤离某小区");
    await commander.page.locator("#words-advice-en").fill("Leave the estate at once");
    await typeWhenAllowed(commander.page, "warning-save", "s");
    await until(
      "the colleague's words where nobody here wrote",
      async () => (await officer.page.locator("#words-advice-zh").inputValue()) === "立即撤离某小区",
      60_000,
    );
    const isSaid = officer.page.locator(".warning-words [role=alert]");
    await isSaid.waitFor({ timeout: 60_000 });
    await typeWhenAllowed(officer.page, "warning-save", "s");
    await isSaid.waitFor({ state: "detached", timeout: 60_000 });
    await typeWhenAllowed(officer.page, "warning-save", "s");
    await until("the title to be saved", async () => (await warning(id)).title.zh === "更正的标题");
    const { title, advice } = await warning(id);
    expect([title.zh, advice.zh]).toEqual(["更正的标题", "立即撤离某小区"]);
    await officer.page.locator("button[data-command=warning-save]").waitFor({ state: "detached", timeout: 60_000 });
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
    await typeWhenAllowed(page, "mode-switch", "s");
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

/** Less than red is one press, on the button that has the focus; again where the warning moved on meanwhile. */
async function decideAtOnce(page: Page, command: string, key: string): Promise<void> {
  const button = page.locator("dialog[open] .ask-form .button.main:focus");
  await until(`${command}, which moved on each time`, async () => {
    const isTaken = hubsWord(page);
    await typeWhenAllowed(page, command, key);
    await until("the dialog", async () => (await button.count()) > 0 || (await hasMovedOn(page)));
    const isAsked = (await button.count()) > 0;
    await page.keyboard.press(isAsked ? "Enter" : "Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 60_000 });
    return isAsked && (await isTaken());
  });
}
