import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../../../domain/text.ts";
import { attemptListTexts } from "../../../locales/console/operations/attempts.ts";
import { soundTexts } from "../../../locales/console/sound.ts";
import { fill } from "../../../locales/fill.ts";
import { until } from "../../support/until.ts";
import { browserForThisFile, goTo, hasBrowser, openConsole } from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel } from "./support/duty-room.ts";

interface Sent {
  readonly deliveryId: number;
  readonly state: string;
  readonly subject: string;
  readonly attempts: number;
}

const widths = [1440, 1280, 1024, 800] as const;

describe.skipIf(!hasBrowser)("a red case whose platform answered only at the second attempt", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let sent: Sent;

  beforeAll(async () => {
    room = await openDutyRoom();
    const seen = new Set<string>();
    room.platform.setBehaviour(({ id }) => {
      if (seen.has(id)) return { kind: "ok" };
      seen.add(id);
      return { kind: "status", status: 503, body: "busy" };
    });
    await room.water(tunnel.device, "2x3,8,14,20,26,32,38,44,46,47");
    sent = await until("a delivery that took two attempts", async () => {
      const { rows } = await room.get<{ rows: readonly Sent[] }>("/deliveries?state=delivered");
      return rows.find(({ attempts, subject }) => attempts === 2 && subject.startsWith("case-"));
    });
  });
  afterAll(() => room?.close());

  it("lists each attempt with its answer and when the next was due, on the case and among deliveries", async () => {
    const { page, faults } = await openConsole(await browser(), room, { as: "all", language: "en" });
    const whole = new RegExp(
      `^\\d\\d:\\d\\d:\\d\\d.*✕ answered 503: busy.*${attemptListTexts.next.en.replace("{at}", "\\d\\d:\\d\\d:\\d\\d")}$`,
      "s",
    );
    const lines = page.locator(".attempts .attempt");
    for (const path of [`/cases/${sent.subject}`, `/deliveries/${sent.deliveryId}`]) {
      await goTo(page, path);
      const summary = page.locator("summary", { hasText: attemptListTexts.title.en });
      if (path.startsWith("/cases")) await summary.click();
      await lines.nth(1).waitFor();
      const [first, second] = await lines.allInnerTexts();
      expect(first?.replaceAll("\n", " ")).toMatch(whole);
      expect(second).toContain("✓ answered 200");
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(["zh", "en"] as const satisfies readonly Language[])(
    "leaves every button of the bar in reach while red is unacknowledged (%s)",
    async (language) => {
      const { page } = await openConsole(await browser(), room, { as: "all", language });
      await page.locator(".sound-chip.is-silent").click();
      await page.getByText(fill(soundTexts["red-unacknowledged"], { count: 1 })[language]).waitFor();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const places = await page
          .locator(".bar button:visible, .bar .live-pill, .bar .clock, .bar .sound-chip")
          .evaluateAll((all) =>
            all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
          );
        for (const [at, { right }] of places.entries())
          expect(right, `${at} at ${width}`).toBeLessThanOrEqual(places[at + 1]?.left ?? width);
      }
      await page.context().close();
    },
  );
});
