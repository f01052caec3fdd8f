import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { frameTexts, sessionTexts } from "../../../../locales/console/frame.ts";
import { fill } from "../../../../locales/fill.ts";
import { until } from "../../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  goTo,
  hasBrowser,
  openConsole,
  untilLive,
} from "../support/console-page.ts";
import { type DutyRoom, openDutyRoom, password, people, tunnel, underpass } from "../support/duty-room.ts";
import { typeWhenAllowed } from "../support/keyboard.ts";

interface OneCase {
  readonly id: string;
  readonly acknowledged?: { readonly by: string };
  readonly timeline: readonly { readonly words: { readonly zh: string } }[];
}

const wide = { timeout: 60_000 };

describe.skipIf(!hasBrowser)(
  "an act whose answer does not come, and a session that ends, are told of as they are",
  () => {
    const browser = browserForThisFile();
    let room: DutyRoom;
    let duty: ConsolePage;
    let inTunnel: string;
    let inUnderpass: string;

    beforeAll(async () => {
      room = await openDutyRoom();
      const run = "2x3,8,14,20,26,32,38,44,46,47";
      inTunnel = await caseAfter(() => room.water(tunnel.device, run));
      inUnderpass = await caseAfter(() => room.water(underpass.device, run));
      duty = await openConsole(await browser(), room, { as: "officer" });
    });
    afterAll(() => room?.close());

    async function caseAfter(rain: () => Promise<void>): Promise<string> {
      const ids = async () => (await room.get<{ rows: OneCase[] }>("/cases")).rows.map(({ id }) => id);
      const before = await ids();
      await rain();
      return await until("a case", async () => (await ids()).find((id) => !before.includes(id)));
    }

    const caseOf = (id: string) => room.get<OneCase>(`/cases/${id}`);

    async function timesSaid(id: string, words: string): Promise<number> {
      return (await caseOf(id)).timeline.filter(({ words: { zh } }) => zh.includes(words)).length;
    }

    async function comment(page: Page, words: string, before: () => unknown): Promise<void> {
      await typeWhenAllowed(page, "move-comment", "c");
      await page.locator("dialog[open] textarea").fill(words);
      await before();
      await page.locator("dialog[open] [type=submit]").click();
    }

    const act = (state: string) => duty.page.locator(`.acts li.${state}`);

    it("is sent again until the hub answers, and made once", async () => {
      await goTo(duty.page, `/cases/${inTunnel}`);
      await comment(duty.page, "有人被困", () => room.gate.turn("mute"));
      await until("the comment at the hub", async () => (await timesSaid(inTunnel, "有人被困")) > 0);
      expect(await act("pending").count()).toBe(1);
      room.gate.turn("open");
      await act("done").waitFor(wide);
      expect(await timesSaid(inTunnel, "有人被困")).toBe(1);
      await untilLive(duty.page);
    });

    it("is not called refused where none came: it stays, with the way to where it can be looked at", async () => {
      await comment(duty.page, "泵车已到", () => room.gate.turn("closed"));
      await goTo(duty.page, "/devices");
      await act("unknown").waitFor(wide);
      expect(await act("refused").count()).toBe(0);
      expect(await duty.page.locator(".stopped").innerText()).toContain("只有签收会排队");
      room.gate.turn("open");
      await untilLive(duty.page);
      await act("unknown").getByRole("link", { name: frameTexts["act-go"].zh }).click();
      expect(new URL(duty.page.url()).pathname).toBe(`/cases/${inTunnel}`);
      await act("unknown").getByRole("button", { name: frameTexts["act-seen"].zh }).click();
      await act("unknown").waitFor({ state: "detached" });
    });

    it("an acknowledgement that waited holds though the case moved meanwhile", async () => {
      await waitingAcknowledgement(inTunnel);
      expect(await room.move(inTunnel, { do: "comment", text: "others go on" })).toBe(200);
      room.gate.turn("open");
      await act("done").waitFor(wide);
      expect((await caseOf(inTunnel)).acknowledged?.by).toBe(people.officer.name);
      await untilLive(duty.page);
    });

    async function waitingAcknowledgement(id: string): Promise<void> {
      await goTo(duty.page, `/cases/${id}`);
      await duty.page.locator("button[data-command=move-acknowledge]:enabled").waitFor(wide);
      room.gate.turn("closed");
      await typeWhenAllowed(duty.page, "move-acknowledge", "a");
      await act("waiting").waitFor(wide);
    }

    async function signIn(page: Page, accountId: string): Promise<void> {
      await page.locator("input[name=account]").fill(accountId);
      await page.locator("input[name=password]").fill(password);
      await page.keyboard.press("Enter");
      await untilLive(page);
    }

    it("signing out names what waits, and ends nothing before the hub says so; nobody sends it for another", async () => {
      const { page } = duty;
      await waitingAcknowledgement(inUnderpass);
      await page.locator(".person button").click();
      expect(await page.locator("dialog[open] li").innerText()).toBe(
        await act("waiting").locator("strong").innerText(),
      );
      await page.getByRole("button", { name: sessionTexts.leave.zh }).click();
      await page.getByText(sessionTexts["ending-title"].zh).waitFor();
      expect(await page.locator("input[name=password]").count()).toBe(0);
      room.gate.turn("open");
      await page.locator("input[name=password]").waitFor(wide);
      await signIn(page, people.commander.accountId);
      await goTo(page, `/cases/${inUnderpass}`);
      await page.locator("button[data-command=move-acknowledge]:enabled").waitFor(wide);
      expect((await caseOf(inUnderpass)).acknowledged).toBeUndefined();
      await act("unknown").getByRole("button").click();
    });

    it("a page that is loaded anew goes on ending a session that was to be ended", async () => {
      const { page } = duty;
      const session = "**/api/v1/session";
      await page.route(session, (route) => (route.request().method() === "DELETE" ? route.abort() : route.fallback()));
      await page.locator(".person button").click();
      await page.getByText(sessionTexts["ending-title"].zh).waitFor();
      await page.reload();
      await page.getByText(sessionTexts["ending-title"].zh).waitFor();
      expect(await page.locator(".shell").count()).toBe(0);
      await page.unroute(session);
      await page.locator("input[name=password]").waitFor(wide);
      await page.reload();
      await page.locator("input[name=password]").waitFor(wide);
      await signIn(page, people.officer.accountId);
    });

    const signInInAnotherTab = async (accountId: string) => {
      const data = { accountId, password };
      expect((await duty.page.context().request.post(`${room.url}/api/v1/session`, { data })).ok()).toBe(true);
    };

    it("another tab with a new session of the same person changes nothing here", async () => {
      await goTo(duty.page, `/cases/${inUnderpass}`);
      await comment(duty.page, "两个页面", () => signInInAnotherTab(people.officer.accountId));
      await act("done").waitFor(wide);
      expect(await timesSaid(inUnderpass, "两个页面")).toBe(1);
    });

    it("another tab of another person: it is said who is here now, and nothing is sent in their name", async () => {
      const { page } = duty;
      await comment(page, "赵敏写的", () => signInInAnotherTab(people.commander.accountId));
      await act("refused").waitFor(wide);
      const told = fill(sessionTexts["another-person"], {
        name: people.commander.name,
        before: people.officer.name,
      }).zh;
      expect(await act("refused").innerText()).toContain(told);
      await untilLive(page);
      expect(await page.locator(".person").textContent()).toContain(people.commander.name);
      expect(await timesSaid(inUnderpass, "赵敏写的")).toBe(0);
      await act("refused").getByRole("button").click();
    });

    it("a session that was ended elsewhere: the page to sign in says what was not done", async () => {
      const { page } = duty;
      const { request } = page.context();
      await comment(page, "会话结束前写的", async () => {
        const { me } = await (await request.get(`${room.url}/api/v1/session`)).json();
        await request.delete(`${room.url}/api/v1/session`, { headers: { "x-guanlan-csrf": me.csrfToken } });
      });
      await page.locator("input[name=password]").waitFor(wide);
      expect(await page.locator(".sign-in [role=alert]").innerText()).toBe(sessionTexts["over-before"].zh);
      expect(await act("refused").innerText()).toContain(sessionTexts.over.zh);
    });

    it("nothing of this is an error in the browser's console", () => {
      expect(duty.faults.filter((fault) => !fault.includes("net::"))).toEqual([]);
    });
  },
);
