import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { frameTexts } from "../../../locales/console/frame.ts";
import { queueTexts } from "../../../locales/console/map.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  figures,
  goTo,
  hasBrowser,
  openConsole,
  untilLive,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "./support/duty-room.ts";
import { typeWhenAllowed } from "./support/keyboard.ts";

/** Beats are judged every half second, and count as lost after five. */
const noticedWithinMs = 9_000;

interface OneCase {
  readonly acknowledged?: object;
}

describe.skipIf(!hasBrowser)("a picture that stops is never taken for now", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;
  let caseId: string;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    caseId = await until("a case", async () => {
      const { rows } = await room.get<{ rows: { id: string }[] }>("/cases");
      return rows[0]?.id;
    });
    duty = await openConsole(await browser(), room, { as: "officer" });
    await duty.page.locator(".figures").waitFor();
  });
  afterAll(() => room?.close());

  const stopped = () => duty.page.locator(".shell.is-stopped");

  it("B2: an open socket on which nothing comes is a stopped picture, not a quiet city", async () => {
    room.gate.turn("silent");
    const cutAt = Date.now();
    await stopped().waitFor({ timeout: noticedWithinMs });
    expect(Date.now() - cutAt).toBeGreaterThan(3_000);
  });

  it("B1: the whole page is grey, a banner says of what time the picture is, in city time", async () => {
    const { page } = duty;
    const filters = await page.evaluate(() =>
      ["header.bar", "nav.rail", "main.screen"].map((part) => {
        const element = document.querySelector(part);
        return element === null ? `${part} is not there` : getComputedStyle(element).filter;
      }),
    );
    for (const filter of filters) expect(filter).toContain("grayscale(1)");
    // B4: what is wrong is told in a band, and covers nothing.
    expect(await page.locator(".queue ol > li").count()).toBeGreaterThan(0);
    const banner = await page.locator(".stopped[role=alert]").innerText();
    const [, time] = /(\d{2}:\d{2}:\d{2})/.exec(banner) ?? [];
    expect(time, banner).toBeDefined();
    const inCity = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", hourCycle: "h23" });
    expect(time?.slice(0, 2)).toBe(inCity.format(Date.now() - 8_000).slice(0, 2));
    expect(await page.locator(".chip.not-live").innerText()).toMatch(/\d+/);
  });

  it("B1: every count is a question mark and the title of the tab says so", async () => {
    for (const [name, figure] of Object.entries(await figures(duty.page))) expect(figure, name).toMatch(/^[?%/ ]+$/);
    expect(await duty.page.locator(".queue").innerText()).not.toMatch(/\d+ 件/);
    expect(await duty.page.title()).toContain("⚠");
  });

  it("B1, B8: what is done meanwhile is shown as waiting, and firm once the hub has said so", async () => {
    const { page } = duty;
    room.gate.turn("closed");
    await typeWhenAllowed(page, "queue-acknowledge", "a");
    const waiting = page.locator(".acts li.waiting");
    await waiting.waitFor({ timeout: 60_000 });
    expect(await waiting.innerText()).toContain(frameTexts["act-waiting"].zh);
    expect((await room.get<OneCase>(`/cases/${caseId}`)).acknowledged).toBeUndefined();
    room.gate.turn("open");
    await untilLive(page);
    await page.locator(".acts li.done").waitFor({ timeout: 60_000 });
    expect((await room.get<OneCase>(`/cases/${caseId}`)).acknowledged).toBeDefined();
    expect(await stopped().count()).toBe(0);
  });

  it("B15: back again it is the same page: what was written is still there", async () => {
    const { page } = duty;
    await goTo(page, `/cases/${caseId}`);
    await typeWhenAllowed(page, "move-comment", "c");
    await page.locator("dialog[open] textarea").fill("泵车十分钟后到");
    room.gate.turn("reset");
    await page.locator(".chip.not-live").waitFor({ timeout: noticedWithinMs });
    room.gate.turn("open");
    await untilLive(page);
    expect(await page.locator("dialog[open] textarea").inputValue()).toBe("泵车十分钟后到");
    await page.keyboard.press("Escape");
  });

  it("B1: the hub itself gone is told of as well, forecasts are withdrawn, and it comes back by itself", async () => {
    await goTo(duty.page, `/stations/${tunnel.stationId}`);
    await room.hub.kill();
    await stopped().waitFor({ timeout: noticedWithinMs });
    const forecasts = await duty.page
      .locator(".of-now")
      .evaluateAll((all) => all.filter((each) => getComputedStyle(each).visibility !== "hidden").length);
    expect(forecasts).toBe(0);
    await room.hub.start();
    await untilLive(duty.page);
    await goTo(duty.page, "/");
    await until("the figures", async () => {
      const live = Object.values(await figures(duty.page));
      return live.length > 0 && live.every((figure) => !figure.includes("?"));
    });
  });

  it("nothing of this is an error in the browser's console", () => {
    expect(duty.faults.filter((fault) => !fault.includes("net::"))).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)("a city in which nothing is open", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  beforeAll(async () => {
    room = await openDutyRoom();
  });
  afterAll(() => room?.close());

  it("says so while it is known, and that it is not known any more once the picture has stopped", async () => {
    const { page } = await openConsole(await browser(), room, { as: "officer" });
    const queue = page.locator(".queue");
    await queue.getByText(queueTexts.none.zh).waitFor();
    room.gate.turn("silent");
    await queue.getByText(queueTexts["none-then"].zh).waitFor();
    expect(await queue.getByText(queueTexts.none.zh, { exact: true }).count()).toBe(0);
  });
});
