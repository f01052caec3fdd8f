import { z } from "zod";
import { instant, instantQuery, spannedQuery, whole } from "../common.ts";

export const stateQuery = z.strictObject({
  at: instantQuery.optional().describe("A time that has passed: how everything stood then, from what is kept"),
});

const digits = z.string().regex(/^\d*$/);

const columns = {
  states: digits.describe("A digit a gauge: its place in `states` of the catalogue"),
  levels: digits.describe("A digit a gauge: gravest alarm of its own, 0 none, 1 blue to 4 red"),
  stationLevels: digits.describe("The same by station, alarms of its gauges included"),
  values: z.array(z.number().nullable()).describe("Of live gauges, canonical unit; null for all others"),
  ages: z.array(whole.nullable()).describe("Seconds from the newest observation to `at`; null where there is none"),
  lastValues: z
    .array(z.tuple([whole, z.number()]))
    .describe("Of gauges that are not live: place and last usable value, which says nothing of now"),
};

const levelsWhole = z.boolean().describe("False where alarms older than what was looked through may have been up then");

export const stateAnswer = z
  .strictObject({
    at: instant,
    position: z
      .string()
      .nullable()
      .describe("Place in the stream, for Last-Event-ID: nothing that came later is missed; null of the past"),
    catalogue: z.string().describe("Digest of the catalogue whose order the columns are in"),
    mode: z.string().nullable(),
    rulesSeq: whole.nullable().describe("Row of the journal up to which rules have judged"),
    levelsWhole,
    ...columns,
  })
  .meta({ id: "State", description: "Every gauge in columns" });

/** Frames in one answer: a day by quarters of an hour, or two hours by minutes. */
export const mostFrames = 121;

export const framesQuery = spannedQuery({
  step: z.coerce.number().int().min(1).max(86_400).default(60).describe("Seconds from one frame to the next"),
});

const runs = (of: string) =>
  z
    .array(whole)
    .describe(
      `${of}, in the order of the catalogue, as runs: how many are passed over, how many follow each other, how many are passed over again, and so on`,
    );

const frameChange = z.strictObject({
  gauges: runs("Gauges whose state or level is another than in the frame before"),
  states: digits.describe("Of these, a digit each"),
  levels: digits.describe("Of these, a digit each"),
  valued: runs("Gauges whose newest usable value is another"),
  values: z.array(z.number().nullable()).describe("Of these, canonical unit; null for none"),
  heard: runs("Gauges whose newest observation is another"),
  ages: z
    .array(z.int().nullable())
    .describe("Of these: its age in this frame less what its age was in the one before, seconds; null for none"),
  stations: runs("Stations whose level is another"),
  stationLevels: digits.describe("Of these, a digit each"),
});

export const framesAnswer = z
  .strictObject({
    from: instant.describe("Moment of the first frame"),
    stepMs: whole,
    catalogue: stateAnswer.shape.catalogue,
    levelsWhole,
    first: z.strictObject(columns).describe("The first frame; ages are to `from`"),
    changes: z.array(frameChange).describe("What is otherwise in each frame after it"),
  })
  .meta({ id: "StateFrames", description: "How everything stood, moment by moment" });
