import { expect, it } from "vitest";
import { hourMs } from "../../domain/clock.ts";
import { collectPack } from "../../record/pack/collect-pack.ts";
import { openMemoryStore } from "../../store/memory/open-memory-store.ts";
import { smallCity } from "../support/alarm-builders.ts";
import { aCase, effects } from "../support/effects.ts";

const from = Date.parse("2026-11-30T00:00:00Z");
const now = from + 19 * hourMs;

it("nothing in the pack of a period that is not over yet is after the moment at which it was made", async () => {
  const store = openMemoryStore({ clock: () => now });
  const [gauge] = smallCity().gauges.values();
  await store.state.commit(0, effects({ cases: [aCase({ stationId: gauge!.stationId, openedAt: from + hourMs })] }));
  const source = {
    city: smallCity(),
    store: { ...store, people: store.people },
    clock: () => now,
    hub: "h",
    version: "1",
  };
  for (const to of [from + 24 * hourMs, from + 12 * hourMs]) {
    const { span, gaps, title } = await collectPack(source, { kind: "period", from, to });
    const end = Math.min(to, now);
    expect(span).toEqual({ from, to: end });
    expect(title.en).toContain(`to 2026-1${to > now ? "2-01 03:00" : "1-30 20:00"}`);
    expect(new Set(gaps.map(({ kind, to: until }) => `${kind} ${until}`))).toEqual(new Set([`no-readings ${end}`]));
  }
});
