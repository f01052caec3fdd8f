import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evidenceNames } from "../../../../locales/case-moves.ts";
import { until } from "../../../support/until.ts";
import { browserForThisFile, type ConsolePage, goTo, hasBrowser, openConsole } from "../support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "../support/duty-room.ts";
import { typeWhenAllowed } from "../support/keyboard.ts";

/** How late an answer comes that is held back. */
const lateMs = 1_500;

interface CaseNow {
  readonly id: string;
  readonly stationId: string;
  readonly unitId: string;
}

interface PostNow {
  readonly postId: string;
  readonly handovers: readonly { readonly to: string }[];
  readonly onDuty: { readonly untilAt: string };
}

describe.skipIf(!hasBrowser)(
  "what is asked of the hub is asked once, as it is meant, and kept where it is refused",
  () => {
    const browser = browserForThisFile();
    let room: DutyRoom;
    let duty: ConsolePage;
    let flooded: CaseNow;

    beforeAll(async () => {
      room = await openDutyRoom();
      await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
      duty = await openConsole(await browser(), room, { as: "officer" });
      flooded = await until("the case", async () => {
        const { rows } = await room.get<{ rows: readonly CaseNow[] }>("/cases");
        return rows.find(({ stationId }) => stationId === tunnel.stationId);
      });
      await goTo(duty.page, `/cases/${flooded.id}`);
    });
    afterAll(() => room?.close());

    it("a key pressed again while its act is under way, or before it is shown, does nothing", async () => {
      const { page } = duty;
      let sent = 0;
      await page.route(`**/api/v1/cases/${flooded.id}/actions`, async (route) => {
        sent++;
        await pause(lateMs);
        await route.continue();
      });
      await page.route(`**/api/v1/cases/${flooded.id}`, async (route) => {
        await pause(lateMs);
        await route.continue();
      });
      await typeWhenAllowed(page, "move-register", "r");
      await page.keyboard.press("r");
      await page.locator("button[data-command=move-register]:disabled").waitFor();
      await page.locator(".acts li.done").waitFor({ timeout: 60_000 });
      await page.keyboard.press("r");
      await page.locator("button[data-command=move-dispatch]:enabled").waitFor({ timeout: 60_000 });
      await page.unrouteAll({ behavior: "wait" });
      expect([sent, await page.locator(".conflict").count()]).toEqual([1, 0]);
    });

    it("a dispatch offers the unit that has the case", async () => {
      const { page } = duty;
      await typeWhenAllowed(page, "move-dispatch", "d");
      expect(await page.locator("#move-unitId").inputValue()).toBe(flooded.unitId);
      await page.keyboard.press("Escape");
    });

    it("what the hub refuses or is not reached for stays in its dialog, with the reason and all that was written", async () => {
      const { page } = duty;
      const dialog = page.locator("dialog[open]");
      await typeWhenAllowed(page, "move-extend", "e");
      await page.locator("#move-until").fill("2020-01-01T10:00");
      await page.locator("#move-reason").fill("路断了，泵车绕行");
      await dialog.locator("[type=submit]").click();
      await dialog.locator("[role=alert]").waitFor({ timeout: 60_000 });
      expect(await page.locator("#move-reason").inputValue()).toBe("路断了，泵车绕行");
      await page.keyboard.press("Escape");

      await typeWhenAllowed(page, "move-comment", "c");
      await page.locator("#move-text").fill("现场有人被困");
      await page.route("**/actions", (route) => route.abort());
      await dialog.locator("[type=submit]").click();
      await dialog.locator("[role=alert]").waitFor({ timeout: 60_000 });
      expect(await page.locator("#move-text").inputValue()).toBe("现场有人被困");
      await page.unrouteAll({ behavior: "wait" });
      await dialog.locator("[type=submit]").click();
      await dialog.waitFor({ state: "detached", timeout: 60_000 });
    });

    it("a case that is closed while water stands is marked, with what was lacking", async () => {
      const { page } = duty;
      await typeWhenAllowed(page, "move-close", "x");
      await page.locator("#move-reason").fill("换班前先结");
      await page.locator("dialog[open] [type=submit]").click();
      await page
        .locator(".work-head .marks", { hasText: evidenceNames["hazard-over"].zh })
        .waitFor({ timeout: 60_000 });
    });

    it("a post is handed to the next shift, once by however many clicks", async () => {
      const { page } = duty;
      const post = async () => (await room.get<{ rows: readonly PostNow[] }>("/shift")).rows[0];
      const before = await post();
      if (before === undefined) throw new Error("a city with posts");
      const at = encodeURIComponent(before.onDuty.untilAt);
      const roster = await room.get<{
        rows: readonly {
          postId: string;
          onDuty: { people: readonly { personId: string; name: { zh: string } }[] };
        }[];
      }>(`/roster?at=${at}`);
      const next = roster.rows.find(({ postId }) => postId === before.postId)?.onDuty.people[0];
      await goTo(page, `/shift/${before.postId}`);
      await typeWhenAllowed(page, "hand-over", "h");
      const to = page.locator("dialog[open] select");
      await until("the next shift to be offered", async () => (await to.inputValue()) !== "");
      expect([next?.name.zh, next?.personId]).toContain(await to.inputValue());
      await page.locator("dialog[open] [type=submit]").dblclick();
      await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 60_000 });
      await until("the answers of the acts", async () => (await page.locator(".acts li.pending").count()) === 0);
      expect((await post())?.handovers).toHaveLength(before.handovers.length + 1);
    });

    it("left no error in the browser's console", () => {
      expect(duty.faults).toEqual([]);
    });
  },
);
