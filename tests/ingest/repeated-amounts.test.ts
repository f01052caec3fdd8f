import { expect, test } from "vitest";
import type { Gauge } from "../../domain/city/city.ts";
import type { GaugeId } from "../../domain/ids.ts";
import { createIngest } from "../../ingest/ingest.ts";
import { RepeatedAmounts } from "../../ingest/repeated-amounts.ts";
import { ingestSettings } from "../../ingest/settings.ts";
import { MemoryLog } from "../../store/memory/memory-journal.ts";
import { noon } from "../support/observations.ts";
import { cityOf } from "../support/worlds/rules-world.ts";

/** Seconds after the whole minute at which an amount comes, and what is unusual about it. */
interface Sent {
  readonly s: number;
  readonly mm?: number;
  readonly moment?: number;
  readonly seq?: number;
  readonly dup?: boolean;
  readonly packetId?: number | undefined;
  readonly signedInAt?: number;
}

function anothers(sent: readonly Sent[]): readonly boolean[] {
  const amounts = new RepeatedAmounts();
  return sent.map(({ s, mm = 0.5, moment = noon, seq = null, dup = false, signedInAt = 1, ...rest }) =>
    amounts.isAnother(
      { moment, amount: mm, seq },
      {
        ...{ deviceId: "d", codec: "json", topic: "", payload: new Uint8Array(), receivedAt: noon + s * 1_000 },
        ...{ packetId: "packetId" in rest ? rest.packetId : 7, isSentAgain: dup, signedInAt },
      },
    ),
  );
}

const every = (s: number, changes: (index: number) => Partial<Sent> = () => ({})) =>
  Array.from({ length: 6 }, (_, index): Sent => ({ s: s * index, ...changes(index) }));

test("RepeatedAmounts.isAnother() tells tips of a clock of whole minutes, once it has learnt that clock", () => {
  expect(anothers(every(2.5))).toEqual([false, false, true, true, true, true]);
  const nextMinute = every(2.5).map(({ s }) => ({ s: s + 60, moment: noon + 60_000 }));
  expect(anothers([...every(2.5), ...nextMinute]).slice(6)).toEqual([false, true, true, true, true, true]);
});

const minuteOf = (minute: number, of: Partial<Sent>) =>
  every(2.5).map(({ s }): Sent => ({ s: s + minute * 60, moment: noon + minute * 60_000, ...of }));

test("RepeatedAmounts.isAnother() tells them under a count that does not move, once another moment had it", () => {
  const sent = [0, 1, 2].flatMap((minute) => minuteOf(minute, { seq: 0 }));
  const known = [false, true, true, true, true, true];
  expect(anothers(sent)).toEqual([...Array(6).fill(false), ...[false, false, true, true, true, true], ...known]);
});

test.each<[string, readonly Sent[]]>([
  ["under a count of its own", [0, 1, 2].flatMap((minute) => minuteOf(minute, { seq: minute }))],
  [
    "by a device that counts anew each minute",
    [0, 1, 2].flatMap((minute) => minuteOf(minute, {}).map((each, seq) => ({ ...each, seq }))),
  ],
  ["with DUP under a count that stands", [0, 1, 2].flatMap((minute) => minuteOf(minute, { seq: 0, dup: true }))],
  ["once", [{ s: 0 }, { s: 5 }, { s: 60, moment: noon + 60_000 }, { s: 65, moment: noon + 60_000 }]],
  ["with DUP", every(2.5, (index) => ({ dup: index > 0 }))],
  ["on another connection each time", every(2.5, (index) => ({ signedInAt: index }))],
  ["at QoS 0", every(2.5, () => ({ packetId: undefined }))],
  ["at once", every(0.1)],
  ["of a clock of seconds", every(2.5, () => ({ moment: noon + 1_000 }))],
  ["after its minute", every(2.5, (index) => ({ s: 70 + index * 10 }))],
  [
    "by a gateway that repeats its zeros as well",
    [...every(2.5, () => ({ mm: 0 })), ...every(2.5).map(({ s }) => ({ s: s + 60, moment: noon + 60_000 }))],
  ],
])("RepeatedAmounts.isAnother() is false of a reading sent again %s", (_, sent) => {
  expect(anothers(sent)).toEqual(sent.map(() => false));
});

test("tips under whole minutes and a count that stands are kept but for those of the first minute and one, with DUP once", () => {
  const city = cityOf([{ id: "g", property: "rain", expectedIntervalMs: 60_000 }]);
  const gauge = { ...city.gauges.get("g" as GaugeId), channel: "rain", unit: "mm" } as Gauge;
  const measured = { ...city, gauges: new Map([[gauge.id, gauge]]) };
  const log = new MemoryLog({ keepRejects: 9, keepRejectBytes: 9_000 });
  const ingest = createIngest(measured, new Map([[gauge.id, log.keyOf(gauge.id)]]), ingestSettings.parse({}));
  const [minutes, tips] = [5, 12];
  for (let tip = 0; tip < minutes * tips; tip++) {
    const t = noon + Math.floor(tip / tips) * 60_000;
    const payload = Buffer.from(JSON.stringify({ t, seq: 0, values: { rain: 0.5 } }));
    for (const isSentAgain of [false, true]) {
      const receivedAt = t + (tip % tips) * 4_000 + (isSentAgain ? 1_500 : 100);
      const message = {
        deviceId: "device-g",
        codec: "json",
        topic: "",
        payload,
        receivedAt,
        signedInAt: 1,
        isSentAgain,
      };
      log.keep({ ...ingest.decode({ ...message, packetId: tip + 1 }), entries: [] });
    }
  }
  expect(log.rows.all).toHaveLength(1 + (minutes - 1) * tips - 1);
  expect(log.rows.all.slice(3).every(({ flag }) => flag <= 3)).toBe(true);
});
