import { expect, test } from "vitest";
import { RepeatedAmounts } from "../../ingest/repeated-amounts.ts";
import { noon } from "../support/observations.ts";

/** Seconds after the whole minute at which an amount comes, and what is unusual about it. */
interface Sent {
  readonly s: number;
  readonly mm?: number;
  readonly moment?: number;
  readonly dup?: boolean;
  readonly packetId?: number | undefined;
  readonly signedInAt?: number;
}

function anothers(sent: readonly Sent[]): readonly boolean[] {
  const amounts = new RepeatedAmounts();
  return sent.map(({ s, mm = 0.5, moment = noon, dup = false, signedInAt = 1, ...rest }) =>
    amounts.isAnother(moment, mm, {
      ...{ deviceId: "d", codec: "json", topic: "", payload: new Uint8Array(), receivedAt: noon + s * 1_000 },
      ...{ packetId: "packetId" in rest ? rest.packetId : 7, isSentAgain: dup, signedInAt },
    }),
  );
}

const every = (s: number, changes: (index: number) => Partial<Sent> = () => ({})) =>
  Array.from({ length: 6 }, (_, index): Sent => ({ s: s * index, ...changes(index) }));

test("RepeatedAmounts.isAnother() tells tips of a clock of whole minutes, once it has learnt that clock", () => {
  expect(anothers(every(2.5))).toEqual([false, false, true, true, true, true]);
  const nextMinute = every(2.5).map(({ s }) => ({ s: s + 60, moment: noon + 60_000 }));
  expect(anothers([...every(2.5), ...nextMinute]).slice(6)).toEqual([false, true, true, true, true, true]);
});

test.each<[string, readonly Sent[]]>([
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
