import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { soundTexts } from "../../../locales/console/sound.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  drawn,
  hasBrowser,
  openConsole,
  untilLive,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "./support/duty-room.ts";
import { focusOn } from "./support/keyboard.ts";

interface OneCase {
  readonly acknowledged?: object;
  readonly timeline: readonly { readonly words: { readonly zh: string } }[];
}

/** Shorter than what makes a picture old. */
const stepMs = 4_000;

/** A step, and what a slow machine takes for it: its own time goes on too. */
const slackMs = 15_000;

describe.skipIf(!hasBrowser)("B14: a red alarm is heard until somebody acknowledges it", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;
  let page: Page;
  let caseId: string;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    caseId = await until("the red case", async () => {
      const { rows } = await room.get<{ rows: { id: string; level: string }[] }>("/cases");
      return rows.find(({ level }) => level === "red")?.id;
    });
    duty = await openConsole(await browser(), room, { as: "officer" });
    page = duty.page;
    await page.context().addInitScript(listen);
    // From here on the page's own clock is ours: its minutes pass in no time.
    await page.clock.install();
    await page.reload();
    await untilLive(page);
  });
  afterAll(() => room?.close());

  /** When the red alarm sounded since the page was opened, by the page's clock: each time thrice two falling tones, of which the first of six counts. */
  const reds = async (): Promise<readonly number[]> => {
    const high = (await tones(page)).filter(({ hertz }) => hertz === 880);
    return high.filter((_, place) => place % 3 === 0).map(({ at }) => at);
  };
  /** Lets the page's time go on until a red alarm sounds, in steps so short that it stays live. */
  const nextRed = async (): Promise<number> => {
    const before = (await reds()).length;
    for (let step = 0; step < 60; step++) {
      const heard = await reds();
      if (heard.length > before) return heard[before] ?? Number.NaN;
      await page.clock.fastForward(stepMs);
      await drawn(page);
    }
    throw new Error("no red alarm in four minutes");
  };

  it("makes no sound before somebody pressed something, and says so; then the alarm sounds at once", async () => {
    await page.getByText(soundTexts.off.zh).first().waitFor();
    expect(await tones(page)).toEqual([]);
    await page.keyboard.press("0");
    await until("the alarm", async () => (await reds()).length === 1, 60_000);
    await page.getByText("1 件红色未签收").first().waitFor();
  });

  it("sounds again after each 60 s, and not before", async () => {
    let [last = Number.NaN] = await reds();
    for (let time = 0; time < 3; time++) {
      const next = await nextRed();
      expect(next - last).toBeGreaterThanOrEqual(60_000);
      expect(next - last).toBeLessThan(60_000 + slackMs);
      last = next;
    }
  });

  it("is muted for two minutes and not longer, and not again before it has sounded", async () => {
    await focusOn(page, "body");
    await page.keyboard.press("m");
    const mutedAt = await page.evaluate(() => Date.now());
    await page.clock.fastForward(stepMs);
    await page.keyboard.press("m");
    const next = await nextRed();
    expect(next - mutedAt).toBeGreaterThan(120_000 - slackMs);
    expect(next - mutedAt).toBeLessThan(120_000 + slackMs);
  });

  it("that the sound has stopped is told across the page, and is an event on the case", async () => {
    await page.evaluate(() => Promise.all(globalThis.soundContexts.map((context) => context.suspend())));
    const lost = page.locator(".sound-lost[role=alert]");
    await lost.waitFor({ timeout: 60_000 });
    expect(await lost.innerText()).toContain(soundTexts.lost.zh);
    await until("the case to tell of it", async () => {
      const { timeline } = await room.get<OneCase>(`/cases/${caseId}`);
      return timeline.some(({ words }) => words.zh.includes(soundTexts["lost-on-case"].zh));
    });
    const before = (await reds()).length;
    await page.clock.fastForward(2 * 60_000);
    await drawn(page);
    expect(await reds()).toHaveLength(before);
    await lost.getByRole("button").click();
    await lost.waitFor({ state: "detached", timeout: 60_000 });
    // What could not be heard is not taken for sounded.
    await until("the alarm", async () => (await reds()).length > before, 60_000);
  });

  it("is silent once somebody has acknowledged it, for as long as it lasts", async () => {
    // That the sound was lost has just changed the case: of one that the page has not heard of yet the hub asks to look again.
    await until("the hub's word", async () => {
      const answered = page.waitForResponse((response) => response.url().endsWith("/actions"), { timeout: 60_000 });
      await page.locator("button[data-command=queue-acknowledge]").click();
      return (await answered).ok();
    });
    expect((await room.get<OneCase>(`/cases/${caseId}`)).acknowledged).toBeDefined();
    await page.getByText(soundTexts.on.zh).first().waitFor({ timeout: 60_000 });
    const before = (await reds()).length;
    for (let minute = 0; minute < 4; minute++) {
      await page.clock.fastForward(61_000);
      await untilLive(page);
      await drawn(page);
    }
    expect(await reds()).toHaveLength(before);
  });

  it("leaves no error in the browser's console", () => {
    expect(duty.faults.filter((fault) => !fault.includes("net::"))).toEqual([]);
  });
});

interface Tone {
  readonly hertz: number;
  /** ms since 1970, by the page's clock. */
  readonly at: number;
}

declare global {
  var soundTones: Tone[];
  var soundContexts: AudioContext[];
}

/** Runs before the page's own scripts: keeps what sounds, and what it sounds by. */
function listen(): void {
  globalThis.soundTones = [];
  globalThis.soundContexts = [];
  globalThis.OscillatorNode = class extends OscillatorNode {
    constructor(context: BaseAudioContext, options?: OscillatorOptions) {
      super(context, options);
      globalThis.soundTones.push({ hertz: options?.frequency ?? 0, at: Date.now() });
    }
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      globalThis.soundContexts.push(this);
    }
  };
}

function tones(page: Page): Promise<readonly Tone[]> {
  return page.evaluate(() => globalThis.soundTones);
}
