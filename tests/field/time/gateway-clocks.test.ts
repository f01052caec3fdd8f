import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { hourMs, minuteMs } from "../../../domain/clock.ts";
import { type RunningHub, runHub } from "../../support/processes/running-hub.ts";
import { until } from "../../support/until.ts";

interface Rows<Row> {
  readonly rows: readonly Row[];
}

interface Kept {
  readonly observedAt: string;
  readonly receivedAt: string;
  readonly checks: readonly string[];
}

let hub: RunningHub;

afterEach(() => hub.close());

/** Puts the device of the second station behind that of the first. */
function behindFirst(folder: string): void {
  const file = join(folder, "stations.yaml");
  const { stations } = JSON.parse(readFileSync(file, "utf8")) as { stations: { devices: object[] }[] };
  const [, second] = stations;
  if (second !== undefined) second.devices = second.devices.map((device) => ({ ...device, gateway: "d0" }));
  writeFileSync(file, JSON.stringify({ stations }));
}

async function kept(gauge: string): Promise<readonly Kept[]> {
  const iso = (at: number) => encodeURIComponent(new Date(at).toISOString());
  const path = `/api/v1/gauges/${gauge}/observations?from=${iso(0)}&to=${iso(Date.now() + minuteMs)}&limit=1000`;
  return (await hub.get<Rows<Kept>>(path)).rows;
}

const kindOf = async (device: string) =>
  (await hub.get<{ clock: { kind: string } | null }>(`/api/v1/devices/${device}`)).clock?.kind;

it.each([
  { name: "a gateway 8 h ahead beside a right child", gatewayMs: 8 * hourMs, childMs: 0 },
  { name: "a gateway 8 h behind beside a right child", gatewayMs: -8 * hourMs, childMs: 0 },
  { name: "a child 8 h ahead behind a right gateway", gatewayMs: 0, childMs: 8 * hourMs },
  { name: "a child 8 h behind behind a right gateway", gatewayMs: 0, childMs: -8 * hourMs },
])("$name: each is dated by its own clock, and its flood is live", async ({ gatewayMs, childMs }) => {
  hub = await runHub({
    city: { stations: 2, gaugesPerDevice: 1 },
    settings: { ingest: { archiveOnlyAfterMs: 72 * hourMs } },
    rewriteCity: behindFirst,
  });
  const gateway = await hub.device(0);
  const offsetsMs = [gatewayMs, childMs];
  const send = async (depth: number) => {
    const readings = offsetsMs.map((ms, index) => ({ device: `d${index}`, t: Date.now() + ms, values: { c0: depth } }));
    await gateway.publishAsync("v1/gateways/d0/readings", JSON.stringify(readings), { qos: 1 });
  };
  const lastLags = async () =>
    Promise.all(
      offsetsMs.map(async (_, index) => {
        const rows = (await kept(`s${index}-c0`)).toSorted(
          (a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt),
        );
        const last = rows.at(-1);
        return last === undefined ? Number.NaN : Math.abs(Date.parse(last.receivedAt) - Date.parse(last.observedAt));
      }),
    );
  await until("both to be dated live", async () => {
    await send(0.9 + Math.random() / 100);
    return (await lastLags()).every((lag) => lag < minuteMs);
  });
  for (const [index, ms] of offsetsMs.entries()) {
    const rows = await kept(`s${index}-c0`);
    if (ms === 0) expect(rows.flatMap(({ checks }) => checks)).toEqual([]);
    await until(`red at s${index}`, async () => {
      await send(0.9 + Math.random() / 100);
      const path = `/api/v1/alarms/transitions?stationId=s${index}`;
      const { rows: moves } = await hub.get<Rows<{ to: string | null; isLate: boolean }>>(path);
      return moves.some(({ to, isLate }) => to === "red" && !isLate);
    });
    if (ms === 0) expect(await kindOf(`d${index}`)).toBe("right");
    else expect(await kindOf(`d${index}`)).not.toBe("right");
  }
});
