import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInTexts } from "../../../locales/console/frame.ts";
import { soundTexts } from "../../../locales/console/sound.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  figures,
  goTo,
  hasBrowser,
  openConsole,
  settled,
  typeKeys,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, password, people, tunnel, underpass } from "./support/duty-room.ts";
import { typeWhenAllowed } from "./support/keyboard.ts";
import { greenColours, marksOf } from "./support/looks-on-page.ts";

interface CaseRow {
  readonly id: string;
  readonly stationId: string;
  readonly revision: number;
}

interface Cases {
  readonly rows: readonly CaseRow[];
  readonly counts: { readonly open: number; readonly unacknowledged: number; readonly overdue: number };
}

const screensWithMarks = ["/", "/cases", "/stations", "/blind-spots", "/warnings", "/shift", "/ponding"] as const;

describe.skipIf(!hasBrowser)("what officers complain of elsewhere", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;
  /** On a machine whose zone is another one, as a phone. */
  let phone: ConsolePage;
  let calmQueue: string;
  let wet: CaseRow;

  const cases = () => room.get<Cases>("/cases?sort=due&counts=true&limit=200");

  beforeAll(async () => {
    room = await openDutyRoom();
    duty = await openConsole(await browser(), room, { as: "all" });
    await settled(duty.page);
    calmQueue = await duty.page.locator("main.screen").innerText();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,6,10,14,17,18");
    const { rows } = await until("two cases", async () => {
      const answer = await cases();
      return answer.rows.length >= 2 ? answer : null;
    });
    wet = rows.find(({ stationId }) => stationId === tunnel.stationId) as CaseRow;
    phone = await openConsole(await browser(), room, {
      as: "all",
      viewport: { width: 390, height: 844 },
      timezoneId: "America/New_York",
    });
  });
  afterAll(() => room?.close());

  it("B3: no alarm is never said alone: how many gauges can be believed and how many are unknown stands with it", async () => {
    // A hub that has just begun has heard of few gauges, or of none.
    expect(calmQueue).toMatch(
      /可信的 \d+ 个监测项均无报警（共 \d+ 个，\d+ 个情况不明）|\d+ 个监测项都不可信：有没有险情无从得知/,
    );
  });

  it("B5: nothing on any screen is green, in the dark and in the light, nor on the map's canvas", async () => {
    for (const theme of ["dark", "light"] as const) {
      await duty.page.emulateMedia({ colorScheme: theme });
      for (const path of screensWithMarks) {
        await goTo(duty.page, path);
        expect(await duty.page.evaluate(greenColours), `${path} ${theme}`).toEqual([]);
      }
    }
    await duty.page.emulateMedia({ colorScheme: "dark" });
  });

  it("B6, B7: a state has one shape, colour, character and word on map, lists and phone, and none is colour alone", async () => {
    const looks = new Map<string, string>();
    for (const { page } of [duty, phone]) {
      for (const path of screensWithMarks) {
        await goTo(page, path);
        for (const { tone, shape, word } of await page.evaluate(marksOf)) {
          expect(word, `${path}: ${tone} without a word`).not.toBe("");
          expect(looks.get(tone) ?? shape, `${path}: ${tone}`).toBe(shape);
          looks.set(tone, shape);
        }
      }
    }
    expect([...looks.keys()].sort()).toEqual(
      expect.arrayContaining(["blue", "calm", "orange", "red", "unknown", "yellow"]),
    );
    expect(new Set(looks.values()).size).toBe(looks.size);
  });

  it("B10, B12: the queue has no window of time, and its counts are those of the answer that its rows are of", async () => {
    const { page } = duty;
    const asked = page.waitForRequest((request) => request.url().includes("/api/v1/cases?"));
    await goTo(page, "/cases");
    expect(new URL((await asked).url()).search).not.toMatch(/from=|to=|since=/);
    await goTo(page, "/");
    const { rows, counts } = await cases();
    expect(await page.locator(".queue ol > li").count()).toBe(rows.length);
    const header = await page.locator(".queue header").innerText();
    expect(header).toContain(String(counts.open));
    expect(header).toContain(String(counts.unacknowledged));
    const shown = await figures(page);
    expect(shown).toMatchObject({ 未签收: String(counts.unacknowledged), 超时案件: String(counts.overdue) });
  });

  it("B16: a place shows its gravest alarm, whatever lesser ones came before", async () => {
    const { stationLevels } = await room.get<{ stationLevels: string }>("/state");
    const red = [...stationLevels].filter((level) => level === "4").length;
    expect(red).toBe(1);
    expect(await figures(duty.page)).toMatchObject({ 红色报警: "1" });
  });

  it("B13: times are the city's on a machine of any zone, with the zone named and the age beside", async () => {
    const { page } = phone;
    await goTo(page, `/cases/${wet.id}`);
    const { timeline } = await room.get<{ timeline: readonly { at: string }[] }>(`/cases/${wet.id}`);
    const opened = new Intl.DateTimeFormat("zh-CN", {
      timeZone: "Asia/Shanghai",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }).format(Date.parse(timeline[0]?.at ?? ""));
    expect(await page.locator(".timeline").innerText()).toContain(opened);
    await goTo(duty.page, "/");
    expect(await duty.page.locator("body").innerText()).toContain("Asia/Shanghai");
  });

  it("B8: what somebody does is shown as pending within 100 ms, and firm on the hub's word", async () => {
    const { page } = duty;
    await goTo(page, `/cases/${wet.id}`);
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector(".acts li") !== null && performance.getEntriesByName("act shown").length === 0)
          performance.mark("act shown");
      }).observe(document.body, { childList: true, subtree: true });
    });
    await typeWhenAllowed(page, "move-acknowledge", "a");
    await page.locator(".acts li.done").waitFor({ timeout: 60_000 });
    const waited = await page.evaluate(() => {
      const pressed =
        performance.getEntriesByName("command move-acknowledge").at(-1) ??
        performance.getEntriesByName("command queue-acknowledge").at(-1);
      return (
        (performance.getEntriesByName("act shown")[0]?.startTime ?? Number.NaN) - (pressed?.startTime ?? Number.NaN)
      );
    });
    expect(waited).toBeLessThan(100);
  });

  it("B9: a case that somebody took notice of stays in the queue", async () => {
    await goTo(duty.page, "/");
    await until("the row to say so", async () => !(await duty.page.locator(".queue ol").innerText()).includes("等待"));
    expect(await duty.page.locator(".queue ol > li").count()).toBe((await cases()).rows.length);
  });

  it("B8: a case that somebody else changed meanwhile is refused loudly, with who changed what", async () => {
    const { page } = duty;
    await goTo(page, `/cases/${wet.id}`);
    // As from a page that has not heard of the newest change yet.
    await page.route(
      "**/actions",
      (route) => route.continue({ headers: { ...route.request().headers(), "if-match": '"1"' } }),
      { times: 1 },
    );
    await typeWhenAllowed(page, "move-comment", "c");
    await page.locator("dialog[open] textarea").fill("泵车在路上");
    await page.locator("dialog[open] [type=submit]").click();
    const refused = page.locator(".acts li.refused");
    await refused.waitFor({ timeout: 60_000 });
    expect(await refused.innerText()).toContain(people.all.name);
  });

  it("B11: the map goes back through 24 hours, and a case tells all that happened from the hub's own journal", async () => {
    const { page } = duty;
    await goTo(page, `/cases/${wet.id}`);
    const { timeline } = await room.get<{ timeline: readonly object[] }>(`/cases/${wet.id}`);
    await until(
      "the whole timeline",
      async () => (await page.locator(".timeline ol > li").count()) === timeline.length,
      60_000,
    );
    await goTo(page, "/");
    expect(await page.locator("main.screen input[type=range]").count(), "a slider of time on the map").toBe(1);
  });

  it("B17: the console tells how much it asks of officers, against ISA-18.2", async () => {
    await goTo(duty.page, "/hub");
    expect(await duty.page.locator("main.screen").innerText()).toMatch(/ISA.?18\.2/);
  });

  it("B14: sign-in ends with hearing the alarm; until then the bar says that there is no sound", async () => {
    const context = await (await browser()).newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(room.url);
    await page.locator("input[name=account]").fill(people.officer.accountId);
    await page.locator("input[name=password]").fill(password);
    await page.keyboard.press("Enter");
    const play = page.getByRole("button", { name: signInTexts["sound-play"].zh });
    await play.waitFor({ timeout: 60_000 });
    await page.keyboard.press("Tab");
    await play.focus();
    await typeKeys(page, "Enter");
    await page.getByRole("button", { name: signInTexts["sound-heard"].zh }).click();
    await page.getByText(soundTexts.on.zh).first().waitFor({ timeout: 60_000 });
    const silent = await openConsole(await browser(), room, { as: "officer" });
    await silent.page.getByText(soundTexts.off.zh).first().waitFor({ timeout: 60_000 });
    await context.close();
  });

  it("B13: a time that is given is sent with its offset, and means the city's", async () => {
    const { page } = phone;
    for (const body of [{ do: "register" }, { do: "dispatch", unitId: "municipal-drainage" }])
      expect(await room.move(wet.id, body)).toBe(200);
    expect(await room.step(wet.id, { step: "accept" })).toBe(200);
    await goTo(page, `/cases/${wet.id}`);
    await typeWhenAllowed(page, "move-suspend", "h");
    await page.locator("dialog[open] input[type=datetime-local]").fill("2030-07-20T08:30");
    await page.locator("dialog[open] textarea, dialog[open] input[name=reason]").first().fill("等水退");
    const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/actions"));
    const submit = page.locator("dialog[open] [type=submit]");
    await submit.click();
    // A case that moved on while the dialog was open is looked at again, and confirmed.
    await submit.click({ timeout: 1_000 }).catch(() => undefined);
    const { until: given } = (await sent).postDataJSON() as { readonly until: string };
    expect(given).toMatch(/(Z|[+-]\d{2}:\d{2})$/);
    expect(new Date(given).toISOString()).toBe("2030-07-20T00:30:00.000Z");
    await page.keyboard.press("Escape");
  });

  it("leaves no error in the browser's console", () => {
    expect([...duty.faults, ...phone.faults]).toEqual([]);
  });
});
