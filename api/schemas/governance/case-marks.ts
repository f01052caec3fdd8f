import { z } from "zod";
import { evidenceKinds } from "../../../domain/governance/case-record.ts";
import { caseStates } from "../../../domain/governance/case-state.ts";
import { dueStages, limitClocks } from "../../../domain/governance/time-limit.ts";
import { person } from "../classed.ts";
import { bilingualText, instant, level, whole } from "../common.ts";

export const personsAct = {
  at: instant.describe("The hub's clock"),
  by: person(z.string()).describe("Name of the account or token"),
};

const reasonedAct = { ...personsAct, reason: person(z.string()) };

const stageMoments = Object.fromEntries(caseStates.map((state) => [`${state}At`, instant.optional()])) as {
  readonly [State in (typeof caseStates)[number] as `${State}At`]: z.ZodOptional<typeof instant>;
};

const caseRecord = z
  .strictObject({
    ...stageMoments,
    units: z.array(z.string()).describe("Units that it was dispatched to, oldest first"),
    reworks: whole.describe("Sent back, or opened again"),
    returns: whole.describe("Given back by a unit"),
    extensions: whole.describe("Limits put off"),
    suspensions: whole.describe("Limits stood still"),
    supervisions: whole.describe("Pressed on from above"),
  })
  .meta({
    id: "CaseRecord",
    description: "When a case last came into each state, by the hub's clock, and how often it came back",
  });

/** A person's words as they wrote them, or the hub's own in both languages. */
const said = person(z.union([z.string(), bilingualText]));

const timeLimit = {
  clock: z.enum(limitClocks).describe("What it is counted in; urgent-hours run on through nights and holidays"),
  amount: z.number().gt(0).describe("Hours or days of that clock"),
};

const overdueAt = instant.optional();
const foundOverdue = "When it was found overdue, whatever end it was given since";

const caseDue = z
  .strictObject({
    stage: z.enum(dueStages),
    ...timeLimit,
    startedAt: instant,
    dueAt: instant,
    warnAt: instant.describe("From then on it is shown as due soon"),
    pausedMs: z.number().min(0).describe("For how long it stood still, counted in its clock"),
    pausedAt: instant.optional().describe("Since when it stands still; absent while it runs"),
    extendedToAt: instant.optional().describe("The end that somebody gave it; absent for none"),
    warnedAt: instant.optional().describe("When it was told that it will be due soon; absent before"),
    overdueAt: overdueAt.describe(`${foundOverdue}; absent while it is in time`),
    assumedYear: whole
      .optional()
      .describe("First year counted through that the city's calendar does not know: taken for plain weeks"),
  })
  .meta({ id: "CaseDue", description: "The time limit of the stage that a case is in" });

const stageOutcome = z
  .strictObject({
    stage: z.enum(dueStages),
    to: z.enum(caseStates).describe("State that it led to"),
    unitId: z.string().describe("Who had it when it ended"),
    ...timeLimit,
    startedAt: instant,
    dueAt: instant,
    endedAt: instant,
    pausedMs: z.number().min(0),
    overMs: z.number().min(0).describe("How much later than due, counted in its clock, ms; of days 86,400,000 each"),
    overdueAt: overdueAt.describe(`${foundOverdue}; absent in time, and where older hubs kept it`),
  })
  .meta({ id: "StageOutcome", description: "How a stage with a time limit ended" });

const photos = person(z.array(z.string())).optional().describe("By reference: https addresses or ids of the sender");

/** What the loop writes on a case; each absent while there is none. */
export const caseMarksShape = {
  traceId: z
    .string()
    .optional()
    .describe("Everything that came of the reading that opened it; absent in cases of old releases"),
  isExercise: z.literal(true).optional().describe("There for a drill alone"),
  acknowledged: z.strictObject(personsAct).optional().describe("Who took notice of it"),
  hazardOverAt: instant.optional().describe("When its last alarm cleared; absent while one is active"),
  incidentId: z.string().optional().describe("The storm that it is of"),
  assignee: person(z.string()).optional().describe("The person of the unit"),
  record: caseRecord.optional(),
  due: caseDue.optional(),
  stages: z.array(stageOutcome).optional().describe("How stages with a time limit ended, oldest first, the newest 50"),
  suspended: z
    .strictObject({ ...reasonedAct, untilAt: instant })
    .optional()
    .describe("Limits stood still"),
  extended: z
    .strictObject({ ...reasonedAct, untilAt: instant })
    .optional()
    .describe("Its limit was put off, the newest"),
  supervised: z
    .strictObject({ ...personsAct, reason: said })
    .optional()
    .describe("Pressed on from above, the newest"),
  returned: z
    .strictObject({ ...personsAct, reason: said, unitId: z.string() })
    .optional()
    .describe("Given back by its unit, until it is dispatched anew"),
  feedback: z
    .strictObject({ ...personsAct, text: said, photos })
    .optional()
    .describe("What was done, the newest word"),
  closedDespite: z
    .strictObject({ ...reasonedAct, lacking: z.array(z.enum(evidenceKinds)), level: level.nullable() })
    .optional()
    .describe("Closed by hand without what the city asks for: what was not there, and the level of its alarms"),
};

/** What the hub keeps of a case for itself beside. */
export const caseClearShape = {
  clearSinceAt: instant.optional().describe("When the hub learnt that its last alarm had cleared"),
  clearedBy: z.string().optional().describe("Gauge whose reading cleared its last alarm"),
  isClearUnproven: z
    .boolean()
    .optional()
    .describe(
      "True where its last alarm ended with its rule, or its gauge fell silent since: that the hazard is over has to be seen",
    ),
};

export const entryMarksShape = {
  part: z
    .enum(["duty-officer", "commander", "platform", "unit", "rule"])
    .optional()
    .describe("In what part; absent for an operator at the hub. rule: the city's standing order"),
  photos,
};
