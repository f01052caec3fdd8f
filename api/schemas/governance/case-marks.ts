import { z } from "zod";
import { evidenceKinds } from "../../../domain/governance/case-record.ts";
import { caseStates } from "../../../domain/governance/case-state.ts";
import { dueStages } from "../../../domain/governance/time-limit.ts";
import { instant, level, whole } from "../common.ts";

export const personsAct = { at: instant.describe("The hub's clock"), by: z.string().describe("Name of the token") };

const reasonedAct = { ...personsAct, reason: z.string() };

const stageMoments = Object.fromEntries(caseStates.map((state) => [`${state}At`, instant.optional()])) as {
  readonly [State in (typeof caseStates)[number] as `${State}At`]: z.ZodOptional<typeof instant>;
};

const caseRecord = z
  .strictObject({
    ...stageMoments,
    units: z.array(z.string()).describe("Units that it was dispatched to, oldest first"),
    reworks: whole.describe("返工"),
    returns: whole.describe("回退"),
    extensions: whole.describe("延期"),
    suspensions: whole.describe("挂账"),
    supervisions: whole.describe("督办"),
  })
  .meta({
    id: "CaseRecord",
    description: "When a case last came into each state, by the hub's clock, and how often it came back",
  });

const caseDue = z
  .strictObject({
    stage: z.enum(dueStages),
    clock: z.enum(["urgent-hours", "working-hours", "working-days", "calendar-days"]),
    startedAt: instant,
    dueAt: instant,
    warnAt: instant,
    pausedMs: z.number().min(0),
    overdueAt: instant.optional().describe("When it was found overdue; absent while it is in time"),
  })
  .meta({ id: "CaseDue", description: "The time limit of the stage that a case is in" });

const photos = z.array(z.string()).optional().describe("By reference: https addresses or ids of the sender");

/** What the loop writes on a case; each absent while there is none. */
export const caseMarksShape = {
  acknowledged: z.strictObject(personsAct).optional().describe("Who took notice of it"),
  hazardOverAt: instant.optional().describe("When its last alarm cleared; absent while one is active"),
  incidentId: z.string().optional().describe("The storm that it is of"),
  assignee: z.string().optional().describe("The person of the unit"),
  record: caseRecord.optional(),
  due: caseDue.optional(),
  suspended: z
    .strictObject({ ...reasonedAct, untilAt: instant })
    .optional()
    .describe("挂账"),
  extended: z
    .strictObject({ ...reasonedAct, untilAt: instant })
    .optional()
    .describe("延期, the newest"),
  supervised: z.strictObject(reasonedAct).optional().describe("督办, the newest"),
  returned: z
    .strictObject({ ...reasonedAct, unitId: z.string() })
    .optional()
    .describe("回退, until it is dispatched anew"),
  feedback: z
    .strictObject({ ...personsAct, text: z.string(), photos })
    .optional()
    .describe("反馈, the newest"),
  closedDespite: z
    .strictObject({ ...reasonedAct, lacking: z.array(z.enum(evidenceKinds)), level: level.nullable() })
    .optional()
    .describe("Closed by hand without what the city asks for: what was not there, and the level of its alarms"),
};

/** What the hub keeps of a case for itself beside. */
export const caseClearShape = {
  clearSinceAt: instant.optional().describe("When the hub learnt that its last alarm had cleared"),
  isClearUnproven: z
    .boolean()
    .optional()
    .describe("True where its last alarm ended with its rule: that the hazard is over has to be seen"),
};

export const entryMarksShape = {
  part: z
    .enum(["duty-officer", "commander", "platform", "unit", "rule"])
    .optional()
    .describe("In what part; absent for an operator at the hub. rule: the city's standing order"),
  photos,
};
