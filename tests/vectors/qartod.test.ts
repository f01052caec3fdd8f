import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import type { QualityFlag } from "../../domain/observations/quality.ts";
import { spike } from "../../quality/qartod/spike.ts";
import { aggregate } from "../reference/qartod/aggregate.ts";
import { flatLine } from "../reference/qartod/flat-line.ts";
import { rateOfChange } from "../reference/qartod/rate-of-change.ts";
import { missing, protocolVectors } from "../support/shared.ts";

const series = z.array(z.number().nullable());
const flags = z.array(z.number());
/** `5/15/60` is 5 in 15 minutes, per second; the order of the divisions decides one vector's last bit. */
const quotient = z.string().transform((text) =>
  text
    .split("/")
    .map(Number)
    .reduce((left, right) => left / right),
);

const common = { id: z.string(), expected: flags };
const vector = z.discriminatedUnion("test", [
  z.object({
    ...common,
    test: z.literal("spike"),
    params: z.object({ method: z.enum(["average", "differential"]), suspect: z.number(), fail: z.number() }),
    input: series,
  }),
  z.object({
    ...common,
    test: z.literal("rate_of_change"),
    params: z.object({ stepSeconds: z.number(), suspectPerSecond: quotient, failPerSecond: quotient.optional() }),
    input: series,
  }),
  z.object({
    ...common,
    test: z.literal("flat_line"),
    params: z.object({
      stepSeconds: z.number(),
      suspectSeconds: z.number(),
      failSeconds: z.number(),
      tolerance: z.number(),
    }),
    input: series,
  }),
  z.object({ ...common, test: z.literal("aggregate"), input: z.array(flags) }),
]);

type Vector = z.infer<typeof vector>;

function run(given: Vector): readonly number[] {
  switch (given.test) {
    case "spike":
      return spike(given.input, given.params);
    case "rate_of_change": {
      const { stepSeconds, suspectPerSecond, failPerSecond } = given.params;
      const limits = failPerSecond === undefined ? {} : { fail: failPerSecond };
      return rateOfChange(timesOf(given.input, stepSeconds), given.input, { suspect: suspectPerSecond, ...limits });
    }
    case "flat_line": {
      const { stepSeconds, suspectSeconds, failSeconds, tolerance } = given.params;
      const limits = { suspectMs: suspectSeconds * 1000, failMs: failSeconds * 1000, tolerance };
      return flatLine(timesOf(given.input, stepSeconds), given.input, limits);
    }
    case "aggregate":
      return aggregate(given.input as QualityFlag[][]);
  }
}

function timesOf(values: readonly unknown[], stepS: number): readonly number[] {
  return values.map((_value, index) => index * stepS * 1000);
}

const file = protocolVectors("qartod.json");

if (file === null) it("qartod.json", () => missing("vectors/qartod.json (GUANLAN_VECTORS)"));
else {
  const { vectors } = z.object({ vectors: z.array(vector) }).parse(JSON.parse(readFileSync(file, "utf8")));
  it.each(vectors.map((each) => [each.id, each] as const))("agrees with ioos_qc on %s", (_id, each) => {
    expect(run(each)).toEqual(each.expected);
  });
}
