import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { caseStates, isCaseOver } from "../../domain/governance/case-state.ts";
import type { CaseId, StationId } from "../../domain/ids.ts";
import { silentLog } from "../../domain/log.ts";
import { openSpool } from "../../influx/influx-spool.ts";
import { storeSettings } from "../../store/settings.ts";
import { filesIn } from "../../store/sqlite/data-folder.ts";
import { openStore } from "../../store/sqlite/open-store.ts";
import { aCase, effects, writerOn } from "../support/effects.ts";

test("the copy holds a case for open in every state but those in which it is over", async () => {
  const folder = mkdtempSync(join(tmpdir(), "guanlan-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openStore(storeSettings.parse({ folder, minFreeBytes: 0 }), { log: silentLog, clock: Date.now });
  onTestFinished(() => store.close());
  const cases = caseStates.map((state) =>
    aCase({ id: state as string as CaseId, stationId: state as string as StationId, state }),
  );
  await writerOn(store.state)(effects({ cases }));
  const spool = openSpool(filesIn(folder));
  onTestFinished(() => spool.close());
  expect(new Set(spool.openCases().map(({ state }) => state))).toEqual(
    new Set(caseStates.filter((state) => !isCaseOver({ state }))),
  );
});
