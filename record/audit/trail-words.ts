import type { BilingualText } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { trailFaultTexts } from "../../locales/record/audit.ts";
import type { TrailFault } from "../ports.ts";

/** A fault for people. @param timeOf an instant as people of the city read it */
export function faultWords({ kind, auditSeq, line }: TrailFault, timeOf: (ms: number) => string): BilingualText {
  const named = line === null ? trailFaultTexts["no-line"] : `${timeOf(line.at)} ${line.kind} ${line.subject}`;
  return fill(trailFaultTexts[kind], { seq: auditSeq, line: named });
}
