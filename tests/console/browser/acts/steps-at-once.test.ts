import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveTitle } from "../../../../locales/console/case.ts";
import { until } from "../../../support/until.ts";
import { browserForThisFile, type ConsolePage, goTo, hasBrowser, openConsole } from "../support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel, underpass } from "../support/duty-room.ts";
import { runsOf, submitByKeys, typeWhenAllowed } from "../support/keyboard.ts";

/** How late an answer comes that is held back: in the meantime a whole step can be taken. */
const lateMs = 1_500;

describe.skipIf(!hasBrowser)("a step taken at once, on a machine or a way that is slow", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,8,14,20,26,32,38,44,46,47");
    duty = await openConsole(await browser(), room, { as: "officer" });
  });
  afterAll(() => room?.close());

  const caseAt = (stationId: string) =>
    until("the case", async () => {
      const { rows } = await room.get<{ rows: readonly { id: string; stationId: string }[] }>("/cases");
      return rows.find((row) => row.stationId === stationId);
    });

  it("a key runs its command from the moment that its button is drawn, and a dialog is open from then", async () => {
    const { page } = duty;
    const { id } = await caseAt(tunnel.stationId);
    await goTo(page, `/cases/${id}`);
    await page.evaluate(typeWhenDrawn, { command: "move-dispatch", key: "d" });
    await typeWhenAllowed(page, "move-register", "r");
    await until("the key to be pressed", () => page.evaluate(() => "pressed" in document.body.dataset), 60_000);
    expect(await runsOf(page, "move-dispatch")).toBe(1);
    await page.locator("dialog[open] form").waitFor({ timeout: 60_000 });
    await page.keyboard.press("Escape");
  });

  it("a step is offered of what is shown alone, not of what the hub has by now", async () => {
    const { page } = duty;
    const { id } = await caseAt(underpass.stationId);
    await goTo(page, `/cases/${id}`);
    await page.route(`**/api/v1/cases/${id}`, async (route) => {
      await pause(lateMs);
      await route.continue();
    });
    await typeWhenAllowed(page, "move-register", "r");
    await typeWhenAllowed(page, "move-dispatch", "d");
    await submitByKeys(page, "两台泵车");
    const act = page.locator(".acts li:not(.pending)", { hasText: moveTitle("dispatch").zh });
    await act.waitFor({ timeout: 60_000 });
    expect(await act.getAttribute("class")).toBe("done");
    await page.unrouteAll({ behavior: "wait" });
  });

  it("a hub that asks for patience is asked again, and what was done is done once", async () => {
    const { page } = duty;
    const { id } = await caseAt(tunnel.stationId);
    await goTo(page, `/cases/${id}`);
    const refused = await refuseFirst(page, `**/api/v1/cases/${id}/actions`);
    await typeWhenAllowed(page, "move-comment", "c");
    const isPending = page.locator(".acts li.pending").waitFor();
    await submitByKeys(page, "稍候");
    await isPending;
    await page.locator(".acts li.done", { hasText: moveTitle("comment").zh }).waitFor({ timeout: 60_000 });
    expect(refused()).toBe(1);
    const { timeline } = await room.get<{ timeline: readonly object[] }>(`/cases/${id}`);
    expect(timeline.filter((line) => JSON.stringify(line).includes("稍候"))).toHaveLength(1);
  });

  it("left no error in the browser's console", () => {
    expect(duty.faults).toEqual([]);
  });
});

/** Runs in the page: presses a key in the very turn in which its button is drawn so that it can be pressed. */
function typeWhenDrawn({ command, key }: { readonly command: string; readonly key: string }): void {
  const drawings = new MutationObserver(() => {
    if (document.querySelector(`button[data-command=${command}]:enabled`) === null) return;
    drawings.disconnect();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    document.body.dataset.pressed = "";
  });
  drawings.observe(document.body, { subtree: true, childList: true, attributes: true });
}

/** Answers the first question to an address as a hub does that is too busy. @returns how often it did */
async function refuseFirst(page: Page, address: string): Promise<() => number> {
  let count = 0;
  await page.route(address, async (route) => {
    if (count > 0) return route.continue();
    count++;
    await route.fulfill({
      status: 503,
      headers: { "retry-after": "1", "content-type": "application/problem+json" },
      body: JSON.stringify({ code: "api.overloaded", title: "busy", detail: "busy" }),
    });
  });
  return () => count;
}
