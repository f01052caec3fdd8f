import type { City } from "../../domain/city/city.ts";
import { type CalendarFile, calendarFile, calendarFrom } from "../../limits/language/calendar-file.ts";
import { type CaseClassesFile, caseClassesFile, caseClassesFrom } from "../../limits/language/case-classes-file.ts";
import type { ConfigProblem } from "../../yaml/problem.ts";
import { type Declaration, type FileText, readOptionalGroup } from "../city-files.ts";
import { type CasePolicyFile, casePolicyFile, casePolicyFrom } from "./case-policy.ts";
import { type ModesFile, modePoliciesFrom, modesFile } from "./modes-file.ts";
import { type WarningPolicyFile, warningPolicyFile, warningPolicyFrom } from "./warning-policy.ts";

/** The groups that a city may leave out; null for one that is not there, or could not be read. */
export interface GroupDeclarations {
  readonly casePolicy: Declaration<CasePolicyFile> | null;
  readonly calendar: Declaration<CalendarFile> | null;
  readonly caseClasses: Declaration<CaseClassesFile> | null;
  readonly warningPolicy: Declaration<WarningPolicyFile> | null;
  readonly modes: Declaration<ModesFile> | null;
}

/** The groups of a city folder, each by its shape alone. */
export function readGroups(folder: string): {
  readonly groups: GroupDeclarations;
  readonly files: readonly FileText[];
  readonly problems: readonly ConfigProblem[];
} {
  const casePolicy = readOptionalGroup(folder, "case-policy.yaml", casePolicyFile);
  const calendar = readOptionalGroup(folder, "calendar.yaml", calendarFile);
  const caseClasses = readOptionalGroup(folder, "case-classes.yaml", caseClassesFile);
  const warningPolicy = readOptionalGroup(folder, "warning-policy.yaml", warningPolicyFile);
  const modes = readOptionalGroup(folder, "modes.yaml", modesFile);
  const each = [casePolicy, calendar, caseClasses, warningPolicy, modes];
  return {
    groups: {
      casePolicy: casePolicy.entry,
      calendar: calendar.entry,
      caseClasses: caseClasses.entry,
      warningPolicy: warningPolicy.entry,
      modes: modes.entry,
    },
    files: each.flatMap(({ files }) => files),
    problems: each.flatMap(({ problems }) => problems),
  };
}

/** What groups make of a city. @param root code of the city */
export function cityPartsOf(
  { casePolicy, calendar, caseClasses, warningPolicy, modes }: GroupDeclarations,
  root: string,
): Partial<City> {
  return {
    ...(casePolicy === null ? {} : { casePolicy: casePolicyFrom(casePolicy.value) }),
    ...(calendar === null ? {} : { calendar: calendarFrom(calendar.value) }),
    ...(caseClasses === null ? {} : { caseClasses: caseClassesFrom(caseClasses.value, root) }),
    ...(warningPolicy === null ? {} : { warningPolicy: warningPolicyFrom(warningPolicy.value) }),
    ...(modes === null ? {} : { modePolicies: modePoliciesFrom(modes.value) }),
  };
}
