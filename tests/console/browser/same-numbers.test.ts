import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queueTexts } from "../../../locales/console/map.ts";
import { seeded } from "../../support/seeded.ts";
import { until } from "../../support/until.ts";
import { type CatalogueOfApi, figuresByApi } from "./support/api-figures.ts";
import { browserForThisFile, type ConsolePage, figures, hasBrowser, openConsole } from "./support/console-page.ts";
import { type DutyRoom, openDutyRoom, tunnel, underpass } from "./support/duty-room.ts";

interface Cases {
  readonly counts: { readonly open: number; readonly unacknowledged: number; readonly overdue: number };
}

describe.skipIf(!hasBrowser)("numbers on the page", () => {
  const browser = browserForThisFile();
  let room: DutyRoom;
  let duty: ConsolePage;
  let catalogue: CatalogueOfApi;

  beforeAll(async () => {
    room = await openDutyRoom();
    catalogue = await room.get<CatalogueOfApi>("/catalogue");
    duty = await openConsole(await browser(), room, { as: "commander" });
  });
  afterAll(() => room?.close());

  it("equal the API's at ten moments of a storm, chosen by chance", async () => {
    const random = seeded(20_210_720);
    const depth = { [tunnel.device]: 2, [underpass.device]: 2 };
    const seen: object[] = [];
    for (let moment = 0; moment < 10; moment++) {
      const { device } = random() < 0.5 ? tunnel : underpass;
      // Each moment the water of one place moves on, by so many minutes of the past hours as pass.
      const before = depth[device] ?? 2;
      depth[device] = Math.round(moment < 7 ? before + 4 + random() * 9 : Math.max(2, before * 0.7));
      await room.water(
        device,
        `${before},${Math.round((before + (depth[device] ?? 2)) / 2)},${depth[device]}`,
        (9 - moment) * 4,
      );
      const shown = await until(
        `moment ${moment} on the page`,
        async () => {
          const [api, page] = [await figuresByApi(room.get, catalogue), await figures(duty.page)];
          const isSame = Object.entries(api).every(([name, figure]) => page[name] === figure);
          return isSame ? api : null;
        },
        60_000,
      ).catch(async () => {
        // Says which figure it is.
        expect(await figures(duty.page), `moment ${moment}`).toMatchObject(await figuresByApi(room.get, catalogue));
        return {};
      });
      seen.push(shown);
    }
    expect(new Set(seen.map((each) => JSON.stringify(each))).size, "moments that differ").toBeGreaterThan(3);
    expect(duty.faults).toEqual([]);
  });

  it("are those of the queue's header too", async () => {
    const { counts } = await room.get<Cases>("/cases?sort=due&counts=true&limit=1");
    const header = await duty.page.locator(".queue header").innerText();
    const said = queueTexts.counts.zh
      .replace("{open}", String(counts.open))
      .replace("{unacknowledged}", String(counts.unacknowledged));
    expect(header).toContain(said);
  });
});
