import type { CaseId } from "../ids.ts";

/** Somebody who was called about a case has answered (叫应). */
export interface CallAnswered {
  readonly kind: "call-answered";
  readonly caseId: CaseId;
  /** Who answered. */
  readonly by: string;
  /** How the call had gone out, such as `dispatch-platform` or `voice`. */
  readonly channel: string;
}
