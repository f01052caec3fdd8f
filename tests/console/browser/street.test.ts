import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { frameTexts, screenTexts } from "../../../locales/console/frame.ts";
import { warningScreenTexts } from "../../../locales/console/warnings.ts";
import { until } from "../../support/until.ts";
import {
  browserForThisFile,
  type ConsolePage,
  goTo,
  hasBrowser,
  openConsole,
  settled,
} from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, people, tunnel, underpass } from "./support/duty-room.ts";

const screens = Object.keys(screenTexts).map((id) => (id === "map" ? "/" : `/${id}`));

/** What names the place that the street does not have. */
const elsewhere = [
  underpass.stationId,
  underpass.gaugeId,
  underpass.device,
  "中原路铁路立交",
  "Zhongyuan Road railway underpass",
];

interface Answered {
  readonly path: string;
  readonly body: string;
}

describe.skipIf(!hasBrowser)("somebody of one street", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let street: ConsolePage;
  /** All that the hub told the page, the live stream apart. */
  const answers: Answered[] = [];

  beforeAll(async () => {
    room = await openDutyRoom();
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    await room.water(underpass.device, "2x3,6,10,14,17,18");
    await until("warnings and cases of both", async () => {
      const { rows } = await room.get<{ rows: readonly { stationId: string }[] }>("/cases");
      return [tunnel, underpass].every(({ stationId }) => rows.some((row) => row.stationId === stationId));
    });
    street = await openConsole(await browser(), room, { as: "street" });
    street.page.on("response", (response) => {
      const { pathname, search } = new URL(response.url());
      if (!pathname.startsWith("/api/") || pathname.endsWith("/stream")) return;
      response.text().then(
        (body) => answers.push({ path: pathname + search, body }),
        () => undefined,
      );
    });
    await street.page.reload();
    await street.page.locator(".live-pill:not(.not-live)").waitFor({ state: "attached", timeout: 60_000 });
  });
  afterAll(() => room?.close());

  it("sees its street on every screen, and no word of another", async () => {
    const { page } = street;
    for (const path of screens) {
      await goTo(page, path);
      const text = await page.locator("body").innerText();
      expect(
        elsewhere.filter((word) => text.includes(word)),
        path,
      ).toEqual([]);
    }
    await goTo(page, "/stations");
    const names = await page.locator(".station-list ol strong").allInnerTexts();
    const { rows } = await room.get<{ rows: readonly { areaCode: string; name: { zh: string } }[] }>("/stations");
    const [own] = people.street.areaCodes;
    expect(names.sort()).toEqual(
      rows
        .filter(({ areaCode }) => areaCode === own)
        .map(({ name }) => name.zh)
        .sort(),
    );
    expect(names).toContain("京广北路隧道");
  });

  it("is told by the hub of nothing else either, whatever the page shows of it", async () => {
    expect(answers.length).toBeGreaterThan(20);
    const leaked = answers.flatMap(({ path, body }) =>
      elsewhere.filter((word) => body.includes(word)).map((word) => `${path}: ${word}`),
    );
    expect(leaked).toEqual([]);
  });

  it("has its own place counted and nobody else's", async () => {
    const { page } = street;
    await goTo(page, "/");
    const figures = await page.locator(".figures").innerText();
    const { counts } = await room.get<{ counts: { open: number } }>("/cases?sort=due&counts=true&limit=1");
    expect(counts.open).toBe(2);
    expect(await page.locator(".queue ol > li").count()).toBe(1);
    expect(figures).toMatch(/红色报警\s*1/);
  });

  it("finds no place of another street by name, by its first letters or by its address, and is told so in words", async () => {
    const { page } = street;
    for (const words of ["中原路", "zyl", underpass.stationId]) {
      await page.keyboard.press("/");
      await page.locator("dialog[open] input").fill(words);
      await settled(page);
      await until("an answer", async () => (await page.locator("dialog[open]").innerText()).length > 0);
      expect(await page.locator("dialog[open]").innerText()).not.toContain("中原路铁路立交");
      await page.keyboard.press("Escape");
      await page.locator("dialog[open]").waitFor({ state: "detached" });
    }
    for (const path of [`/stations/${underpass.stationId}`, "/warnings/warning-of-nobody"]) {
      await goTo(page, path);
      const text = await page.locator("main.screen").innerText();
      expect(
        elsewhere.slice(3).filter((word) => text.includes(word)),
        path,
      ).toEqual([]);
      expect(await page.locator("main [role=alert], main .notice").count(), path).toBeGreaterThan(0);
    }
  });

  it("is offered nothing again that it may never have, and told of duty posts for where it sees", async () => {
    const { page } = street;
    await goTo(page, "/deliveries");
    const refused = page.locator("main [role=alert]").first();
    await refused.waitFor();
    expect(await refused.innerText()).not.toContain(frameTexts.again.zh);
    await goTo(page, "/shift");
    expect(await page.locator("main .notice").innerText()).toContain("可见的范围");
  });

  it("is shown at once a warning that the public is told of for the city around it, to read and no more", async () => {
    const { page } = street;
    const title = { zh: "全市停水预警", en: "No water in the city" };
    const draft = { hazard: "dam-failure", areaCode: "410100", level: "blue", title };
    await goTo(page, "/warnings");
    const id = await room.issue(draft);
    await until("the warning in the list", async () =>
      (await page.locator(".warning-lists").innerText()).includes(title.zh),
    );
    expect(await page.locator(".bar-chip[href='/warnings']").innerText()).toContain("生效 1");
    await goTo(page, `/warnings/${id}`);
    const text = await page.locator("main.screen").innerText();
    expect(text).toContain(warningScreenTexts["of-outer-area"].zh);
    expect(text).not.toContain(warningScreenTexts["can-do"].zh);
    expect(await page.locator("main [role=alert]").count()).toBe(0);
  });

  it("leaves no error in the browser's console", () => {
    expect(street.faults).toEqual([]);
  });
});
