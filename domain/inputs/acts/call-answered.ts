import type { Called } from "../../governance/entry-caller.ts";
import type { CallId, CaseId } from "../../ids.ts";

/** Somebody who was called about a case has answered (叫应). */
export interface CallAnswered extends Called {
  readonly kind: "call-answered";
  readonly caseId: CaseId;
  /** The call that is answered; absent where it went out by other ways than the hub's. */
  readonly callId?: CallId;
  /** Who answered, as the caller says. */
  readonly by: string;
  /** How the call had gone out, such as `dispatch-platform` or `voice`. */
  readonly channel: string;
}
