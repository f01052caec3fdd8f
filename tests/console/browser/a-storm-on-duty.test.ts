import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseState } from "../../../domain/governance/case-state.ts";
import type { Language } from "../../../domain/text.ts";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import { fill } from "../../../locales/fill.ts";
import { until } from "../../support/until.ts";
import { browserForThisFile, drawn, figures, goTo, hasBrowser, openConsole } from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel, underpass } from "./support/duty-room.ts";
import { focusOn, takeStep } from "./support/keyboard.ts";

interface CaseNow {
  readonly id: string;
  readonly stationId: string;
  readonly state: CaseState;
  readonly revision: number;
  readonly hazardOverAt?: string;
  readonly acknowledged?: object;
}

/** Rises to red and stands there, then falls and stays low for longer than the rule waits. */
const rise = "2x3,8,14,20,26,32,38,44,46,47";
const fall = "40,30,20,12,6,3x15";

describe.skipIf(!hasBrowser)("an officer's storm, by keyboard alone", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;

  beforeAll(async () => {
    room = await openDutyRoom();
  });
  afterAll(() => room?.close());

  const caseAt = (stationId: string): Promise<CaseNow> =>
    until("the case", async () => {
      const { rows } = await room.get<{ rows: readonly CaseNow[] }>("/cases?limit=200");
      return rows.find((row) => row.stationId === stationId && row.state !== "closed");
    });

  const inTurn = [
    { language: "zh", at: tunnel, name: "京广北路隧道" },
    { language: "en", at: underpass, name: "Zhongyuan Road railway underpass" },
  ] as const satisfies readonly { readonly language: Language; readonly at: typeof tunnel; readonly name: string }[];

  it.each(inTurn)(
    "sees it, takes notice, dispatches, hears from the platform, verifies it and sees it closed ($language)",
    async ({ language, at, name }) => {
      await room.water(at.device, rise, 22);
      const { id } = await caseAt(at.stationId);
      const { page, faults } = await openConsole(await browser(), room, { as: "officer", language });
      const stage = (expected: CaseState) =>
        page
          .locator(".stages [aria-current=step]", { hasText: caseStateNames[expected][language] })
          .waitFor({ timeout: 60_000 });
      // Who decides on a case looks at it as it is now: of one that moved on meanwhile the page asks again.
      const seen = () =>
        until("the page to show the case as it is", async () => {
          const { revision } = await room.get<CaseNow>(`/cases/${id}`);
          const words = fill(caseTexts.revision, { revision })[language];
          return (await page.locator(".work-head").innerText()).includes(words);
        });
      await until("the red figure", async () => Object.values(await figures(page))[0] === "1", 60_000);

      await chooseInQueue(page, name);
      await takeStep(page, { command: "queue-acknowledge", key: "a" });
      await page.locator(".acts li.done").first().waitFor({ timeout: 60_000 });
      expect((await room.get<CaseNow>(`/cases/${id}`)).acknowledged).toBeDefined();

      await page.keyboard.press("Enter");
      await page.waitForURL(`**/cases/${id}`);
      await stage("reported");
      await seen();
      await takeStep(page, { command: "move-register", key: "r" });
      await stage("registered");
      await seen();
      await takeStep(page, { command: "move-dispatch", key: "d", words: "两台泵车 / two pumps" });
      await stage("dispatched");
      await until("the platform to be told", () =>
        room.platform.received.some(
          ({ subject, event }) => subject === id && JSON.stringify(event).includes("dispatched"),
        ),
      );

      expect(await room.step(id, { step: "accept" })).toBe(200);
      await stage("handling");
      expect(await room.step(id, { step: "handled", text: { zh: "抽排完成", en: "Pumped dry" } })).toBe(200);
      expect(await room.step(id, { step: "feedback", text: { zh: "路面已干", en: "The road is dry" } })).toBe(200);
      await stage("handled");
      await page
        .getByText(language === "zh" ? "路面已干" : "The road is dry")
        .first()
        .waitFor({ timeout: 60_000 });

      await room.water(at.device, fall);
      await until("the hazard to be over", async () => (await room.get<CaseNow>(`/cases/${id}`)).hazardOverAt, 60_000);
      await seen();
      await takeStep(page, { command: "move-verify", key: "v", words: "现场已看 / seen at the place" });
      // With all evidence there, the standing order closes it.
      await stage("closed");
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it("somebody of one street sees that street alone", async () => {
    await room.water(tunnel.device, rise);
    await room.water(underpass.device, rise);
    const [mine, other] = [await caseAt(tunnel.stationId), await caseAt(underpass.stationId)];
    const { page, faults } = await openConsole(await browser(), room, { as: "street" });
    await until("the case", async () => (await page.locator(".queue ol > li").count()) > 0);
    const queue = await page.locator(".queue ol").innerText();
    expect(queue).toContain("京广北路隧道");
    expect(queue).not.toContain("中原路铁路立交");
    await goTo(page, `/cases/${mine.id}`);
    expect(await page.locator("article.case").count()).toBe(1);
    await goTo(page, `/cases/${other.id}`);
    expect(await page.locator("article.case").count()).toBe(0);
    expect(await page.locator("[role=alert]").count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

/** Down the queue with the bracket key until the place is the chosen one. */
async function chooseInQueue(page: Page, name: string): Promise<void> {
  await focusOn(page, "body");
  const chosen = page.locator(".queue li.chosen");
  for (let step = 0; step < 20; step++) {
    await chosen.first().waitFor({ timeout: 60_000 });
    if ((await chosen.first().innerText()).includes(name)) return;
    await page.keyboard.press("]");
    await drawn(page);
  }
  throw new Error(`${name} is not in the queue`);
}
