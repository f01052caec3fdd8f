import { expect, it } from "vitest";
import type { StationId } from "../../domain/ids.ts";
import type { PondingAction } from "../../domain/inputs/acts/ponding-action.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { startProcessorOver } from "../support/worlds/processor-world.ts";
import { cityOf } from "../support/worlds/rules-world.ts";

const now = Date.parse("2026-07-20T08:00:00Z");
const city = cityOf([{ id: "road" }]);
const stationId = "at-road" as StationId;

const facts = { deepestM: 0.4, cause: null, measures: null, source: "notice 12" };
const list: PondingAction = {
  ...{ kind: "ponding-action", stationId, by: "Wang" },
  action: { do: "list", reason: "water stood", reviewDueOn: "2027-05-15", facts },
};

it("the list of ponding places survives a restart, an act sent twice with its key is one, and both are in the trail", async () => {
  const store = openMemoryStore({ clock: () => now });
  const start = () => startProcessorOver({ city, rules: [], store, clock: () => now });
  const first = await start();
  expect((await first.entries.enter(list, "key-1")).refusal).toBeNull();
  expect((await first.entries.enter(list, "key-1")).refusal).toBeNull();
  expect((await first.entries.enter(list)).refusal?.code).toBe("ponding.listed_already");

  const second = await start();
  const record = second.judging.ponding.recordOf({ id: stationId });
  expect(record).toMatchObject({ revision: 1, listing: { deepestM: 0.4 }, changes: [{ by: "Wang", do: "list" }] });
  const { rows } = await store.queries.audit({ subject: stationId }, { limit: 10, before: null });
  expect(rows.map(({ kind, by }) => [kind, by])).toEqual([
    ["ponding-action.refused", "Wang"],
    ["ponding-action", "Wang"],
  ]);
});
