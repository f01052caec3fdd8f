import { expect, onTestFinished, test } from "vitest";
import type { GaugeId } from "../../../domain/ids.ts";
import { openJournalAccess } from "../../../store/sqlite/journal/open-journal-access.ts";
import { effects } from "../../support/effects.ts";
import { anObservation, noon } from "../../support/observations.ts";
import { append, gaugeKeys, openTestStore, temporaryFolder } from "../support/store-in-folder.ts";

test("openJournalAccess() reads log and saved state beside a running hub, and finds the place before any moment", async () => {
  const store = await openTestStore();
  const [gauge] = await gaugeKeys(store, 1);
  const rows = Array.from({ length: 40 }, (_, index) =>
    anObservation({
      gauge: gauge!,
      observedAt: noon + index * 1_000,
      receivedAt: noon + Math.floor(index / 4) * 4_000,
    }),
  );
  await append(store.journal, rows);
  const entry = { kind: "mode-set", mode: "emergency", by: null } as const;
  const logged = await store.journal.enter({ entry, at: noon + 40_000, onceKey: null });
  await store.state.commit(0, effects({ position: { row: 40, entry: 0 }, clock: noon }));
  const access = await openJournalAccess(store.folder);
  onTestFinished(() => access.close());
  expect(access.end).toEqual({ row: 40, entry: 1 });
  expect(access.saved).toMatchObject({ position: { row: 40, entry: 0 }, clock: noon });
  expect(access.keys.get("gauge-1" as GaugeId)).toBe(gauge);
  for (const at of [noon - 1, noon, noon + 1, noon + 4_000, noon + 35_999, noon + 99_000]) {
    const { row } = await access.journal.positionAt(at);
    expect(row, `before ${at - noon}`).toBe(rows.filter(({ receivedAt }) => receivedAt < at).length);
  }
  const { rows: last, entries } = await access.journal.readAfter({ row: 38, entry: 0 }, 10);
  expect(last).toHaveLength(2);
  expect(entries).toEqual([logged]);
});

test("openJournalAccess() makes nothing where there is nothing", async () => {
  await expect(openJournalAccess(await temporaryFolder())).rejects.toMatchObject({ code: "store.not_found" });
});
