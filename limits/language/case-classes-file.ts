import { z } from "zod";
import { levels } from "../../domain/city/level.ts";
import { modes } from "../../domain/city/mode.ts";
import type { StageLimit, StageLimits } from "../../domain/city/policies/case-class.ts";
import {
  type CaseClass,
  type CaseClasses,
  type CaseRoute,
  caseClassId,
} from "../../domain/city/policies/case-class.ts";
import { dueStages } from "../../domain/governance/time-limit.ts";
import type { AreaCode, UnitId } from "../../domain/ids.ts";
import { schemaTexts } from "../../locales/schemas.ts";
import { readLimit } from "../grammar.ts";

const limitText = z
  .string()
  .refine((text) => readLimit(text) !== null, schemaTexts["time-limit"].en)
  .describe(
    "Such as 2 urgent-hours, 4 working-hours, 2 working-days or 1 calendar-days, or as tables of classes write it",
  );

const nameText = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const codeText = z.string().min(1).max(64);

const caseClassKey = z.strictObject({
  codeSystem: z.string().min(1).describe("Table that the code is from, one of caseCodeSystems in city.yaml"),
  code: codeText,
});

const stageLimit = z.union([
  limitText,
  z.strictObject({
    limit: limitText,
    levels: z.partialRecord(z.enum(levels), limitText).default({}).describe("Where the case has reached that level"),
    modes: z.partialRecord(z.enum(modes), limitText).default({}).describe("While the city is run in that mode"),
  }),
]);

const stageLimits = z
  .strictObject({
    register: stageLimit.optional().describe("From the report until it is filed"),
    dispatch: stageLimit.optional().describe("From filing until a unit has it"),
    handle: stageLimit.optional().describe("From dispatch until the unit says what it did"),
    verify: stageLimit.optional().describe("From there until it is checked and closed"),
  })
  .default({});

const caseClass = z.strictObject({
  ...caseClassKey.shape,
  name: nameText,
  filing: nameText.optional().describe("When a case of it is filed"),
  closing: nameText.optional().describe("When it may be closed"),
  limits: stageLimits,
  note: z.string().min(1).optional().describe("For the people who keep this file; the hub ignores it"),
});

/** Digits may stand without quotes: no code begins with a nought. */
const areaText = z.union([z.string().min(1), z.number().int()]).transform(String);

const route = z.strictObject({
  class: caseClassKey.optional().describe("Left out: any class"),
  area: areaText.optional().describe("This area and all below it; left out: the whole city"),
  unit: z.string().min(1).describe("Unit of units.yaml that handles it"),
});

/** case-classes.yaml: classes of cases with their time limits, and who handles which where. */
export const caseClassesFile = z.strictObject({
  limits: stageLimits.describe("Of every case, where its class says nothing"),
  warnAfter: z
    .number()
    .gt(0)
    .max(100)
    .default(75)
    .describe("Share of a limit after which a case is shown as due soon, percent"),
  overdue: z
    .strictObject({ supervise: z.boolean().default(false) })
    .default({ supervise: false })
    .describe("supervise: an overdue case is supervised by standing order"),
  classes: z.array(caseClass).default([]),
  routes: z.array(route).default([]).describe("Where none leads, the station's own unit handles its cases"),
  note: z.string().min(1).optional(),
});

export type CaseClassesFile = z.infer<typeof caseClassesFile>;

/** @param root code of the city */
export function caseClassesFrom(file: CaseClassesFile, root: string): CaseClasses {
  const classes = file.classes.map(
    ({ codeSystem, code, name, filing, closing, limits }): CaseClass => ({
      codeSystem,
      code,
      name,
      filing: filing ?? null,
      closing: closing ?? null,
      limits: limitsFrom(limits),
    }),
  );
  return {
    classes: new Map(classes.map((each) => [caseClassId(each), each])),
    limits: limitsFrom(file.limits),
    warnShare: file.warnAfter / 100,
    supervisesOverdue: file.overdue.supervise,
    routes: file.routes.map(
      (each): CaseRoute => ({
        caseClass: each.class ?? null,
        areaCode: (each.area ?? root) as AreaCode,
        unitId: each.unit as UnitId,
      }),
    ),
  };
}

type WrittenLimits = CaseClassesFile["limits"];
type WrittenLimit = NonNullable<WrittenLimits[keyof WrittenLimits]>;

function limitsFrom(written: WrittenLimits): StageLimits {
  return Object.fromEntries(
    dueStages.flatMap((stage) => {
      const limit = written[stage];
      return limit === undefined ? [] : [[stage, limitFrom(limit)]];
    }),
  );
}

function limitFrom(written: WrittenLimit): StageLimit {
  const {
    limit,
    levels: byLevel,
    modes: byMode,
  } = typeof written === "string" ? { limit: written, levels: {}, modes: {} } : written;
  const read = (texts: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(Object.entries(texts).map(([key, text = ""]) => [key, readLimit(text)!]));
  return { usual: readLimit(limit)!, levels: read(byLevel), modes: read(byMode) };
}
