import fc from "fast-check";
import { expect, test } from "vitest";
import { deliverLines, type LineDelivery, type WriteTrouble } from "../../influx/server/deliver-lines.ts";
import { asSaid, type WriteOutcome } from "../../influx/server/write-outcome.ts";

const trouble = fc.constantFrom<WriteTrouble>(
  { kind: "unknown", words: asSaid("read ECONNRESET") },
  { kind: "busy", words: asSaid("503"), retryAfterMs: null },
  { kind: "misconfigured", words: asSaid("401") },
);

/** A server that keeps good lines as 1.x does, or nothing of a bad batch as 2.x does, and fails in between. */
function server(version: 1 | 2, bad: ReadonlySet<string>, troubles: readonly (WriteTrouble | null)[]) {
  const kept = new Map<string, number>();
  const bodies: string[] = [];
  const left = [...troubles];
  let last: { readonly body: string; readonly failed: boolean } | null = null;
  let changedBytes = 0;
  const delivery: LineDelivery = {
    async write(body): Promise<WriteOutcome> {
      if (last?.failed === true && last.body !== body) changedBytes += 1;
      bodies.push(body);
      const next = left.shift() ?? null;
      last = { body, failed: next !== null };
      const lines = body.split("\n").slice(0, -1);
      const faulty = lines.filter((line) => bad.has(line));
      const isKept = faulty.length === 0 || version === 1;
      // What failed may be in all the same: nobody knows.
      if (isKept) for (const line of lines) if (!bad.has(line)) kept.set(line, (kept.get(line) ?? 0) + 1);
      if (next !== null) return next;
      if (faulty.length === 0) return { kind: "accepted" };
      return { kind: "refused", words: `400 ${faulty[0]}`, dropped: version === 1 ? faulty.length : null };
    },
    pause: async () => undefined,
    controlLine: () => "control",
  };
  return { delivery, kept, bodies, changedBytes: () => changedBytes };
}

test("deliverLines() delivers every good line and gives back every bad one alone, whatever fails in between", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
      fc.array(fc.option(trouble), { maxLength: 20 }),
      fc.constantFrom(1 as const, 2 as const),
      async (areBad, troubles, version) => {
        const lines = areBad.map((_, index) => `line${index}`);
        const bad = new Set(lines.filter((_, index) => areBad[index]));
        const { delivery, kept, changedBytes } = server(version, bad, troubles);
        const body = lines.map((line) => `${line}\n`).join("");
        const refusals = await deliverLines({ body, count: lines.length, precision: "ms" }, delivery);
        const refused = refusals.map(({ index, line }) => [index, line]).sort((a, b) => Number(a[0]) - Number(b[0]));
        expect(refused).toEqual(
          [...lines.entries()].filter(([index]) => areBad[index]).map(([index, line]) => [index, line]),
        );
        expect(lines.filter((line) => !bad.has(line) && !kept.has(line))).toEqual([]);
        expect(changedBytes()).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});

test("deliverLines() finds one bad line of 5,000 in few requests", async () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `line${index}`);
  const { delivery, bodies } = server(2, new Set(["line3777"]), []);
  const body = lines.map((line) => `${line}\n`).join("");
  const refusals = await deliverLines({ body, count: lines.length, precision: "ms" }, delivery);
  expect(refusals).toEqual([{ index: 3777, line: "line3777", words: "400 line3777" }]);
  expect(bodies.length).toBeLessThan(32);
});

test("deliverLines() gives up when `pause` does, and then claims nothing", async () => {
  const { delivery } = server(1, new Set(), [{ kind: "unknown", words: asSaid("reset") }]);
  const stopping: LineDelivery = { ...delivery, pause: () => Promise.reject(new Error("stopped")) };
  await expect(deliverLines({ body: "a\n", count: 1, precision: "ms" }, stopping)).rejects.toThrow("stopped");
});
