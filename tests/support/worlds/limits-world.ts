import type { Hazard } from "../../../domain/city/hazard.ts";
import type { CaseClasses } from "../../../domain/city/policies/case-class.ts";
import type { CasePolicy } from "../../../domain/city/policies/case-policy.ts";
import type { CaseWithTimeline } from "../../../domain/governance/case.ts";
import type { DeviceId, GaugeId, StationId } from "../../../domain/ids.ts";
import { emptyContents, openMemoryStore } from "../../../store/memory/open-memory-store.ts";
import { startProcessorOver, type TestProcessor } from "./processor-world.ts";
import { cityOf, ruleFrom } from "./rules-world.ts";

/** When the clocks of these worlds start. */
export const startsAt = Date.parse("2021-07-20T08:00:00Z");

const rules = [ruleFrom({ levels: { blue: { raise: 0.15 } } })];

/** A hub's processor whose clock is moved by hand, and which may be stopped, or cut off, and started again. */
export async function limitsWorld(given: { readonly caseClasses: CaseClasses; readonly casePolicy?: CasePolicy }) {
  const city = { ...cityOf([{ id: "a" }, { id: "b" }]), ...given };
  const at = { now: startsAt };
  const clock = (): number => at.now;
  const contents = emptyContents(clock);
  const start = async (countedUpTo: number | null) => {
    const store = openMemoryStore({ clock, contents });
    const processor = await startProcessorOver({ city, rules, clock, store });
    await processor.entries.enter({ kind: "hub-started", countedUpTo });
    return { store, processor };
  };
  let hub = await start(null);
  return {
    at,
    get store() {
      return hub.store;
    },
    get entries(): TestProcessor["entries"] {
      return hub.processor.entries;
    },
    async reading(gauge: "a" | "b", value: number) {
      const { store, processor } = hub;
      const key = (await store.journal.keysFor([gauge as GaugeId])).get(gauge as GaugeId)!;
      const row = { gauge: key, observedAt: at.now, receivedAt: at.now, value, flag: 1 as const, checks: 0 };
      await new Promise<void>((kept, lost) =>
        store.journal.append([{ ...row, deviceTime: null, seq: null }], [], (error) =>
          error === null ? kept() : lost(error),
        ),
      );
      await processor.consumer.catchUp();
    },
    /** Everything counted up to now. */
    async settle() {
      const report = { about: "status", status: "on" } as const;
      await hub.processor.entries.enter({ kind: "device-reported", deviceId: "any" as DeviceId, report });
    },
    async restart({ isKilled }: { readonly isKilled: boolean }) {
      if (!isKilled) await hub.processor.consumer.stop();
      const { clock: counted } = await hub.store.state.load();
      hub = await start(counted > 0 ? counted : null);
    },
    async cases(): Promise<readonly CaseWithTimeline[]> {
      const { rows } = await hub.store.queries.cases({}, { limit: 1_000, before: null });
      return Promise.all(rows.map(async ({ id }) => (await hub.store.queries.caseById(id))!));
    },
  };
}

export type LimitsWorld = Awaited<ReturnType<typeof limitsWorld>>;

/** A red alert of another system at the station of gauge `a`, to be repeated within a time. */
export async function hear(
  { at, entries }: LimitsWorld,
  { hazard, withinMs }: { readonly hazard: Hazard; readonly withinMs: number },
): Promise<void> {
  await entries.enter({
    kind: "alert-received",
    fingerprint: "pump-7",
    by: "pump-control",
    sourceId: "pump-control",
    stationId: "at-a" as StationId,
    hazard,
    level: "red",
    startedAt: at.now,
    until: at.now + withinMs,
    summary: "Pump 7 is down",
  });
}
