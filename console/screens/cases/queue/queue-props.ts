import type { CasePage } from "../../../api/wire.ts";
import type { Resource } from "../../../live/use-resource.ts";

export interface QueueProps {
  readonly cases: Resource<CasePage>;
  /** Id of the case that keys act on; null for none. */
  readonly chosen: string | null;
  readonly choose: (caseId: string) => void;
  readonly open: (caseId: string) => void;
}
