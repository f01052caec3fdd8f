import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCity } from "../../../city/load-city.ts";
import type { CaseState } from "../../../domain/governance/case-state.ts";
import { mapTexts, queueTexts } from "../../../locales/console/map.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  drawn,
  figures,
  hasBrowser,
  openConsole,
} from "./support/console-page.ts";
import { writeCityByHand } from "./support/duty-room.ts";
import { takeStep } from "./support/keyboard.ts";
import { playTo, type StormRoom } from "./support/storm-room.ts";

/** Floods both underpasses within minutes; nobody answers but who does so here. */
const cloudburst = `title: { zh: 骤雨, en: A cloudburst }
note: { zh: 自拟, en: Made up }
starts: "2026-07-20 08:00"
lasts: 90min
people: nobody
weather:
  antecedentWetness: 1
  cells:
    - { rain: { kind: block, mmPerHour: 200, lasts: 85min }, over: { tag: underpass }, overAt: 10min, axesKm: [12, 12] }
events: []
faults: []
`;

interface CaseRow {
  readonly id: string;
  readonly title: { readonly zh: string };
  readonly state: CaseState;
  readonly due?: { readonly dueAt: string };
  readonly acknowledged?: object;
}

/** What the queue shows at a stop: titles in its order, what stands in the row of the case that was left, and the figure of overdue ones. */
interface Seen {
  readonly titles: readonly string[];
  readonly row: string;
  readonly overdue: string | undefined;
}

describe.skipIf(!hasBrowser)("B9: a case that somebody took notice of and then left", () => {
  const browser = browserForThisFile();
  let folder: string;
  let duty: ConsolePage;
  let left: CaseRow;
  const seen: Record<"acknowledged" | "others-moved" | "limit-passed", Seen | null> = {
    acknowledged: null,
    "others-moved": null,
    "limit-passed": null,
  };

  const byDue = async (room: StormRoom): Promise<readonly CaseRow[]> =>
    (await room.get<{ rows: readonly CaseRow[] }>("/cases?sort=due&counts=true&limit=200")).rows;

  /** Reads the queue once the page has the hub's time and the hub's own order. */
  async function lookAtQueue(page: Page, room: StormRoom, at: number): Promise<Seen> {
    const time = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", timeStyle: "short" }).format(at);
    await page.locator("header.bar", { hasText: time }).waitFor({ timeout: 60_000 });
    const wanted = (await byDue(room)).map(({ title }) => title.zh);
    const rows = page.locator(".queue ol > li");
    await until(
      "the queue in the order of the hub",
      async () => JSON.stringify(await rows.locator("strong:not(.due *)").allInnerTexts()) === JSON.stringify(wanted),
      60_000,
    ).catch(() => undefined);
    const titles = await rows.locator("strong:not(.due *)").allInnerTexts();
    expect(titles).toEqual(wanted);
    const row = await rows.filter({ hasText: left.title.zh }).first().innerText();
    return { titles, row, overdue: (await figures(page))[mapTexts.overdue.zh] };
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "guanlan-idle-"));
    writeCityByHand(join(folder, "city"));
    writeFileSync(join(folder, "cloudburst.yaml"), cloudburst);
    const acknowledge = async (room: StormRoom, at: number): Promise<void> => {
      duty = await openConsole(await browser(), room, { as: "officer" });
      const { page } = duty;
      const [first] = await byDue(room);
      if (first === undefined) throw new Error("no case after 20 minutes");
      left = first;
      await page.locator(".queue li.chosen").waitFor();
      await takeStep(page, { command: "queue-acknowledge", key: "a" });
      await page.keyboard.press("Enter");
      await takeStep(page, { command: "move-register", key: "r" });
      await page.keyboard.press("g");
      await page.keyboard.press("m");
      await drawn(page);
      seen.acknowledged = await lookAtQueue(page, room, at);
    };
    const moveOthers = async (room: StormRoom, at: number): Promise<void> => {
      for (const { id, state } of await byDue(room)) {
        if (id === left.id || state !== "reported") continue;
        expect(await room.move(id, { do: "register" })).toBe(200);
      }
      seen["others-moved"] = await lookAtQueue(duty.page, room, at);
    };
    const afterItsLimit = async (room: StormRoom, at: number): Promise<void> => {
      seen["limit-passed"] = await lookAtQueue(duty.page, room, at);
    };
    await playTo({
      scenario: join(folder, "cloudburst.yaml"),
      city: loadCity(join(folder, "city")),
      stops: [
        { afterMinutes: 20, look: acknowledge },
        { afterMinutes: 30, look: moveOthers },
        // Half an hour is what it has to be dispatched in.
        { afterMinutes: 52, look: afterItsLimit },
      ],
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("steps back behind those that are due before it, and stays in the queue", () => {
    const { titles = [], row = "" } = seen.acknowledged ?? {};
    expect(titles.length).toBeGreaterThan(2);
    expect(titles.indexOf(left.title.zh)).toBe(titles.length - 1);
    expect(row).not.toContain(queueTexts["is-unacknowledged"].zh);
  });

  it("comes back to the top by itself once its next limit is the first", () => {
    expect(seen["others-moved"]?.titles[0]).toBe(left.title.zh);
  });

  it("stands there as overdue once that has passed, is counted so, and is supervised by standing order", () => {
    const { titles = [], row = "", overdue } = seen["limit-passed"] ?? {};
    expect(titles[0]).toBe(left.title.zh);
    expect(row).toContain(queueTexts.overdue.zh);
    expect(row).toContain(queueTexts.supervised.zh);
    expect(Number(overdue)).toBeGreaterThan(0);
  });

  it("leaves no error in the browser's console", () => {
    expect(duty.faults).toEqual([]);
  });
});
