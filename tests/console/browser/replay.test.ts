import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { timeTexts } from "../../../locales/console/map.ts";
import { until } from "../../support/until.ts";
import { browserForThisFile, type ConsolePage, goTo, hasBrowser, openConsole } from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "./support/duty-room.ts";

/** Water of the tunnel, cm, minute by minute until now. */
const rise = [3, 8, 14, 20, 26, 32, 38, 44, 46, 47];

/** The least of these at which a rule finds something, cm. */
const alarmedFrom = 20;

describe.skipIf(!hasBrowser)("what has passed is played from one answer", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, `2x${rise.join()}`);
    await until("a case", async () => {
      const { rows } = await room.get<{ rows: { id: string }[] }>("/cases");
      return rows[0]?.id;
    });
    duty = await openConsole(await browser(), room, { as: "officer" });
    await duty.page.locator(".place-card").waitFor();
  });
  afterAll(() => room?.close());

  it("the last hour, minute by minute, without a question for each; at its end it is now", async () => {
    const { page } = duty;
    const asked = askedOf(page);
    // The tunnel, which is the only one in alarm; its card stays where it is chosen.
    await page.keyboard.press("n");
    await page.locator(".place-card:not(.by-itself)").waitFor();
    await page.evaluate(recordValues);
    await page.getByRole("button", { name: timeTexts["play-hour"].zh }).click();
    await page.locator(".past-note").waitFor();
    await page.locator(".past-note").waitFor({ state: "detached", timeout: 60_000 });
    const shown = (await page.evaluate(recordedValues)).map(Number.parseFloat);
    // Before there was an alarm a gauge that was not heard is what the card is about; then the water as it rose, no minute left out.
    const first = shown.findIndex(Number.isNaN);
    expect(shown.slice(first).filter((cm) => !Number.isNaN(cm))).toEqual(rise.filter((cm) => cm >= alarmedFrom));
    expect(asked.filter((path) => path.includes("/state/frames"))).toHaveLength(1);
    // The first picture may be quicker by itself.
    expect(asked.filter((path) => path.includes("/state?")).length).toBeLessThanOrEqual(1);
    expect(duty.faults).toEqual([]);
  });

  it("the slider asks once for the day, and moves without asking from then on", async () => {
    const { page } = duty;
    await goTo(page, "/");
    const frames = page.waitForResponse((response) => response.url().includes("/state/frames"));
    await page.keyboard.press("j");
    expect((await frames).status()).toBe(200);
    await untilShown(page);
    const asked = askedOf(page);
    const slider = page.getByRole("slider");
    for (const step of [80, 60, 20, 0, 95]) {
      await slider.fill(String(step));
      await untilShown(page);
    }
    expect(asked).toEqual([]);
    await page.keyboard.press("l");
    await page.locator(".past-note").waitFor({ state: "detached" });
  });

  it("where frames cannot be had each moment is asked for by itself", async () => {
    const { page } = duty;
    await page.route("**/state/frames*", (route) => route.abort());
    await page.keyboard.press("j");
    await untilShown(page);
    const asked = askedOf(page);
    await page.keyboard.press("j");
    await untilShown(page);
    expect(asked.some((path) => path.includes("/state?at="))).toBe(true);
    await page.unroute("**/state/frames*");
    await page.keyboard.press("l");
  });
});

/** Paths of the state that are asked for from now on. */
function askedOf(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/v1/state")) asked.push(`${pathname}${search}`);
  });
  return asked;
}

/** Until the moment that is asked for is the one that is shown. */
async function untilShown(page: Page): Promise<void> {
  const note = page.locator(".past-note");
  await note.waitFor();
  const { zh } = timeTexts["past-more"];
  await until("the moment to be shown", async () => (await note.innerText()).includes(zh));
}

/** Run in the page: notes what the card says, as often as it says something else. */
function recordValues(): void {
  const shown: string[] = [];
  Object.assign(globalThis, { shown });
  const look = (): void => {
    const words = document.querySelector(".place-card .card-value strong")?.textContent ?? "";
    if (words !== shown.at(-1)) shown.push(words);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}

function recordedValues(): readonly string[] {
  return (globalThis as unknown as { readonly shown: readonly string[] }).shown;
}
