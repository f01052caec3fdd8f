import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import {
  axeFaults,
  browserForThisFile,
  type ConsolePage,
  figures,
  goTo,
  hasBrowser,
  openConsole,
  settled,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel, underpass } from "./support/duty-room.ts";

/** Text of a work screen is 12 px at least, what is worked with 14, figures 28; a wall is to have 1.6 times that. */
const wallScale = 1.6;
const workScreen = { least: 12, title: 14, figure: 28 };
const rounding = 0.1;

const walls = [
  { name: "full HD", viewport: { width: 1_920, height: 1_080 }, scale: wallScale },
  // The same wall with twice the pixels each way.
  { name: "4K", viewport: { width: 3_840, height: 2_160 }, scale: 2 * wallScale },
] as const;

const screens = ["/", "/cases", "/warnings", "/blind-spots", "/hub"] as const;

describe.skipIf(!hasBrowser)("a wall is read from five metres by people who cannot touch it", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,6,10,14,17,18");
    await until("two cases", async () => {
      const { rows } = await room.get<{ rows: readonly object[] }>("/cases");
      return rows.length >= 2;
    });
  });
  afterAll(() => room?.close());

  const openWall = async (
    viewport: (typeof walls)[number]["viewport"],
    language: "zh" | "en" = "zh",
  ): Promise<ConsolePage> => {
    const wall = await openConsole(await browser(), room, { as: "officer", path: "/?view=wall", viewport, language });
    await wall.page.locator(".queue ol > li").first().waitFor();
    return wall;
  };

  it.each(walls)(
    "$name: the worst case and the counts are large, whole and on the screen",
    async ({ viewport, scale }) => {
      const { page } = await openWall(viewport);
      const worst = await page.evaluate(textsIn, ".queue ol > li:first-child .what > strong");
      const counts = await page.evaluate(textsIn, ".figures dd");
      expect(worst).toHaveLength(1);
      expect(worst[0]?.words).toContain("京广北路隧道");
      expect(counts.length).toBeGreaterThanOrEqual(6);
      for (const { px } of worst) expect(px).toBeGreaterThan(workScreen.title * scale - rounding);
      for (const { px } of counts) expect(px).toBeGreaterThan(workScreen.figure * scale - rounding);
      expect([...worst, ...counts].filter(({ isCut }) => isCut)).toEqual([]);
    },
  );

  it.each(walls)("$name: no text on any screen is too small to read, and none is cut off at its side", async (wall) => {
    for (const language of ["zh", "en"] as const) {
      const { page, faults } = await openWall(wall.viewport, language);
      for (const path of screens) {
        await goTo(page, path);
        await settled(page);
        const texts = await page.evaluate(textsIn, ".bar *, .screen *");
        expect(texts.length, path).toBeGreaterThan(10);
        const small = texts.filter(({ px }) => px < workScreen.least * wall.scale - rounding);
        expect([path, language, small]).toEqual([path, language, []]);
        expect([path, language, texts.filter(({ isBeyond }) => isBeyond)]).toEqual([path, language, []]);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    }
  });

  it("shows by itself what somebody would choose on a work screen, and nothing to press", async () => {
    const { page } = await openWall(walls[0].viewport);
    for (const path of screens) {
      await goTo(page, path);
      await settled(page);
      expect(await page.locator(".screen .button:visible, .screen .moves:visible").count(), path).toBe(0);
      expect(await axeFaults(page), path).toEqual([]);
    }
    await goTo(page, "/cases");
    await page.locator("article.case").waitFor();
    expect(await page.locator("article.case h1, article.case h2").first().innerText()).toContain("京广北路隧道");
  });

  it("says so over its whole width when the stream is cut, and counts nothing any more", async () => {
    const { page } = await openWall(walls[0].viewport);
    expect(Object.values(await figures(page)).some((figure) => /\d/.test(figure))).toBe(true);
    room.gate.turn("silent");
    const banner = page.locator(".stopped[role=alert]");
    await banner.waitFor();
    await page.locator(".shell.is-stopped").waitFor();
    expect((await banner.boundingBox())?.width).toBeGreaterThan(0.9 * walls[0].viewport.width);
    const [words] = await page.evaluate(textsIn, ".stopped[role=alert], .stopped[role=alert] *");
    expect(words?.px).toBeGreaterThan(workScreen.title * wallScale - rounding);
    for (const figure of Object.values(await figures(page))) expect(figure).toMatch(/^[?/ ]+$/);
    room.gate.turn("open");
    await page.locator(".shell.is-stopped").waitFor({ state: "detached", timeout: 30_000 });
  });
});

interface TextOnPage {
  readonly words: string;
  readonly px: number;
  /** Some of it is not shown. */
  readonly isCut: boolean;
  /** It goes over the side of the screen. */
  readonly isBeyond: boolean;
}

/** Runs in the page. @returns elements that hold text of their own and are seen; letters within a drawing are part of it */
function textsIn(selector: string): readonly TextOnPage[] {
  return [...document.querySelectorAll(selector)].flatMap((element) => {
    const words = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => textContent?.trim() ?? "")
      .join("");
    const isSeen =
      element.checkVisibility({ visibilityProperty: true }) && element.closest("svg, .visually-hidden") === null;
    if (words === "" || !isSeen) return [];
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const isOff = right > innerWidth + 1 || left < -1;
    const isCut = isOff || bottom > innerHeight || top < 0 || element.scrollWidth > element.clientWidth + 1;
    return [{ words, px: Number.parseFloat(getComputedStyle(element).fontSize), isCut, isBeyond: isOff }];
  });
}
