import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../../../domain/text.ts";
import { caseTexts } from "../../../locales/console/case.ts";
import { governanceTexts } from "../../../locales/console/governance.ts";
import { reportTexts, shiftScreenTexts } from "../../../locales/console/shift.ts";
import { until } from "../../support/until.ts";
import {
  axeFaults,
  browserForThisFile,
  type ConsolePage,
  goTo,
  hasBrowser,
  openConsole,
  settled,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, people, tunnel, underpass } from "./support/duty-room.ts";
import { focusOn } from "./support/keyboard.ts";

/** A4 upright less its margins, px. */
const paper = { width: 690, height: 1_000 };

/** What is worked with on the screen, and says nothing on paper. */
const onScreenAlone = [
  "header.bar",
  "nav.rail",
  ".acts",
  ".banners",
  ".queue",
  ".tabs",
  ".moves",
  ".guide",
  "main button",
  "main select",
];

describe.skipIf(!hasBrowser)("sheets on paper", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  const pages = new Map<Language, ConsolePage>();
  let caseId: string;

  beforeAll(async () => {
    // A report each second or two stands in for the one each morning.
    room = await openDutyRoom({ record: { reportCron: "*/2 * * * * *" } });
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,6,10,14,17,18");
    caseId = await until("the case", async () => {
      const { rows } = await room.get<{ rows: { id: string; stationId: string }[] }>("/cases");
      return rows.find(({ stationId }) => stationId === tunnel.stationId)?.id;
    });
    for (const language of ["zh", "en"] as const) {
      pages.set(language, await openConsole(await browser(), room, { as: "all", language }));
    }
  });
  afterAll(() => room?.close());

  const inBoth = (["zh", "en"] as const).map((language) => ({ language }));
  const pageIn = (language: Language): Page => {
    const found = pages.get(language);
    if (found === undefined) throw new Error(`no page in ${language}`);
    return found.page;
  };

  it.each(inBoth)(
    "the handover: what is open, blind and not answered, with room for both signatures ($language)",
    async ({ language }) => {
      const page = pageIn(language);
      const notes = `泵车在京广路 / Pumps at Jingguang Road (${language})`;
      await goTo(page, "/shift/city-duty");
      await focusOn(page, "body");
      await page.keyboard.press("h");
      await page.locator("dialog[open] select[name=to] option").first().waitFor({ state: "attached" });
      await page.locator("dialog[open] textarea").fill(notes);
      await page.locator("dialog[open] [type=submit]").click();
      await page.locator(".sheet .notes", { hasText: notes }).waitFor({ timeout: 60_000 });
      const text = await onPaper(page, ".sheet");
      const { total } = await room.get<{ total: number }>("/blind-spots");
      expect(text, "as many as the list of blind spots has").toContain(
        `${shiftScreenTexts["blind-spots"][language]} ${total} `,
      );
      for (const part of [
        "sheet",
        "open-cases",
        "overdue",
        "blind-spots",
        "silences",
        "unanswered-calls",
        "paper-signature",
      ] as const) {
        expect(text, part).toContain(shiftScreenTexts[part][language].replaceAll(/\s+/g, " "));
      }
      expect(text).toContain(notes);
      expect(text).toContain(language === "zh" ? "京广北路隧道" : "Jingguang North Road tunnel");
      expect(text).toMatch(printedBy(language));
    },
  );

  it.each(inBoth)("the daily report: counts, waters, cases and what said nothing ($language)", async ({ language }) => {
    const page = pageIn(language);
    await until("a report", async () => {
      const { dates } = await room.get<{ dates: readonly string[] }>("/reports/daily");
      return dates.length > 0;
    });
    await goTo(page, "/shift/report");
    await page.locator(".sheet").waitFor({ timeout: 60_000 });
    const text = await onPaper(page, ".sheet");
    for (const part of ["title", "cases", "rain", "blind", "opened"] as const) {
      expect(text, part).toContain(reportTexts[part][language]);
    }
    expect(text).toContain(language === "zh" ? "京广北路隧道" : "Jingguang North Road tunnel");
    expect(text).toMatch(printedBy(language));
    if (language === "en") expect(text, "Chinese stops in English").not.toMatch(/[：。，（）　]/);
  });

  it.each(inBoth)(
    "a case: what it is, how far it is, its plot and all that happened ($language)",
    async ({ language }) => {
      const page = pageIn(language);
      const { timeline } = await room.get<{ timeline: readonly object[] }>(`/cases/${caseId}`);
      await goTo(page, `/cases/${caseId}`);
      await until(
        "the whole timeline",
        async () => (await page.locator(".timeline ol > li").count()) >= timeline.length,
        60_000,
      );
      await page.locator(".case canvas").first().waitFor();
      const text = await onPaper(page, ".case");
      expect(text).toContain(caseId);
      expect(text).toContain(language === "zh" ? "京广北路隧道" : "Jingguang North Road tunnel");
      expect(text).toContain(caseTexts.timeline[language]);
      expect(text).toMatch(printedBy(language));
      // The page is in the dark; a printer that asks has the plot in ink.
      const inks = await page.evaluate(inksOfPlot);
      expect(inks.screen).toEqual([true, false]);
      expect(inks.paper).toEqual([false, true]);
    },
  );

  it("leave no error in the browser's console", () => {
    for (const { faults } of pages.values()) expect(faults).toEqual([]);
  });
});

function printedBy(language: Language): RegExp {
  const words = governanceTexts.printed[language].replace(/\{zone\}/, "Asia/Shanghai").replace(/[()]/g, "\\$&");
  return new RegExp(words.replace("{name}", people.all.name).replace("{at}", "[\\d:., /-]+"));
}

/**
 * The text of a sheet as it is printed from a page in the dark, having seen that nothing of the screen alone is with it, that nothing
 * is cut off to the side or below, and that all of it can be read on white.
 */
async function onPaper(page: Page, sheet: string): Promise<string> {
  await settled(page);
  const before = page.viewportSize() ?? paper;
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: "print" });
  try {
    for (const selector of onScreenAlone) expect(await page.locator(`${selector}:visible`).count(), selector).toBe(0);
    expect(await page.evaluate(cutOff), "cut off").toEqual([]);
    expect(await axeFaults(page, ["color-contrast"])).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    return (await page.locator(sheet).innerText()).replaceAll(/\s+/g, " ");
  } finally {
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize(before);
  }
}

/** Runs in the page. @returns what is wider than the paper, or scrolls where paper cannot */
function cutOff(): readonly string[] {
  const over = document.documentElement.scrollWidth - innerWidth;
  const hidden = [...document.querySelectorAll("main *")].filter((element) => {
    const { overflowY, visibility } = getComputedStyle(element);
    return overflowY !== "visible" && visibility !== "hidden" && element.scrollHeight > element.clientHeight + 2;
  });
  return [
    ...(over > 0 ? [`${over} px to the side`] : []),
    ...hidden.map(
      (element) => `${element.tagName}.${element.className} ${element.scrollHeight} in ${element.clientHeight}`,
    ),
  ];
}

/** Runs in the page. @returns whether the plot has pixels of the ink of the dark page, and of that of paper: on the screen, and as printed */
async function inksOfPlot() {
  const root = document.documentElement;
  const ink = (): readonly number[] => {
    const hex = getComputedStyle(root).getPropertyValue("--text").trim().slice(1);
    return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  };
  const has = ([r = 0, g = 0, b = 0]: readonly number[]): boolean => {
    const canvas = document.querySelector<HTMLCanvasElement>(".case canvas");
    if (canvas === null) return false;
    const { width, height } = canvas;
    // The browser warns of a canvas that is read again and again: a copy is.
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    const { data = [] } = copy?.getImageData(0, 0, width, height) ?? {};
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === r && data[at + 1] === g && data[at + 2] === b && data[at + 3] === 255) return true;
    }
    return false;
  };
  const ofScreen = ink();
  const before = has(ofScreen);
  dispatchEvent(new Event("beforeprint"));
  const ofPaper = ink();
  const screen = [before, has(ofPaper)];
  // As a browser does between asking and printing: what is due in this turn, no frame and no timer.
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  const paper = [has(ofScreen), has(ofPaper)];
  dispatchEvent(new Event("afterprint"));
  return { screen, paper };
}
