import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../../domain/clock.ts";
import type { CaseId, StationId } from "../../../domain/ids.ts";
import { silentLog } from "../../../domain/log.ts";
import { storeSettings } from "../../../store/settings.ts";
import { openStore } from "../../../store/sqlite/open-store.ts";
import { stationIdOf } from "../../support/city-folder.ts";
import { aCase, effects, writerOn } from "../../support/effects.ts";

const policy = {
  ...{ registration: "at-once", dispatch: "at-once", closing: "evidence", holdClear: "30min" },
  incidents: { within: "6h" },
};
const classes = { limits: { handle: "2紧急工作时" }, overdue: { supervise: true } };

/** Cases wait for people, under a time limit, and belong to one storm. */
export function writeLoopPolicy(folder: string): void {
  writeFileSync(join(folder, "case-policy.yaml"), JSON.stringify(policy));
  writeFileSync(join(folder, "case-classes.yaml"), JSON.stringify(classes));
}

const casesAtOnce = 500;

/** Leaves cases of earlier storms in the store of a hub that is not running. @param folder the data is in `data` below it */
export async function addClosedCases(folder: string, count: number): Promise<void> {
  if (count === 0) return;
  const settings = storeSettings.parse({ folder: join(folder, "data") });
  const store = await openStore(settings, { log: silentLog, clock: systemClock });
  const write = writerOn(store.state);
  const openedAt = systemClock() - 90 * 86_400_000;
  for (let from = 0; from < count; from += casesAtOnce) {
    const cases = Array.from({ length: Math.min(casesAtOnce, count - from) }, (_, index) =>
      aCase({
        ...{ id: `case-old-${from + index}` as CaseId, stationId: stationIdOf((from + index) % 100) as StationId },
        ...{ state: "closed", level: null, activeAlarms: {}, openedAt, closedAt: openedAt + 3_600_000 },
      }),
    );
    await write(effects({ position: { row: 0, entry: 0 }, clock: 0, cases }));
  }
  await store.close();
}
