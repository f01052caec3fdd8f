import type { Committer } from "../../processor/commit.ts";
import type { Store } from "../../store/store.ts";
import type { StartedComponents } from "../started-components.ts";
import { lookMs, WorkProgress } from "./work-progress.ts";

/** What must not stand still, looked at from now on. */
export function followProgress(
  { journal }: Pick<Store, "journal">,
  committer: Committer,
  started: StartedComponents,
): WorkProgress {
  const progress = new WorkProgress(
    {
      acknowledgements: {
        done: () => journal.counts.commits + journal.counts.failedCommits,
        isAwaited: () => journal.oldestUncommittedAt() !== null,
      },
      decisions: { done: () => committer.tries, isAwaited: () => committer.isBusy },
    },
    () => performance.now(),
  );
  const timer = setInterval(() => progress.look(), lookMs);
  started.add("progress", async () => clearInterval(timer));
  return progress;
}
