import type { Log } from "../../domain/log.ts";
import type { StoreSettings } from "../settings.ts";
import { startCron } from "./cron-schedule.ts";
import type { IntegrityProblem, RetentionOutcome } from "./run-jobs.ts";

/** The jobs that keep the store in order. */
export interface MaintenanceJobs {
  runRetention(): Promise<RetentionOutcome>;
  runRollup(): Promise<number>;
  runIntegrityCheck(): Promise<readonly IntegrityProblem[]>;
}

/**
 * Runs the jobs at the times in the settings, never one of them twice at once. A failed run is logged and comes round
 * again.
 *
 * @param onProblems told what an integrity check found, also when it found nothing
 * @returns stops the schedule and waits for nothing
 */
export function startMaintenance(
  settings: Pick<StoreSettings, "retentionCron" | "rollupCron" | "integrityCron">,
  jobs: MaintenanceJobs,
  log: Log,
  onProblems: (problems: readonly IntegrityProblem[]) => void = () => {},
): () => void {
  const schedule = (job: string, expression: string, run: () => Promise<object>) =>
    startCron(expression, async () => {
      const startedAt = performance.now();
      try {
        log.info({ job, ...(await run()), ms: Math.round(performance.now() - startedAt) }, "store job done");
      } catch (error) {
        log.warn({ job, err: error }, "store job failed, comes round again");
      }
    });
  const stops = [
    schedule("retention", settings.retentionCron, async () => ({ ...(await jobs.runRetention()) })),
    schedule("rollup", settings.rollupCron, async () => ({ hours: await jobs.runRollup() })),
    schedule("integrity", settings.integrityCron, async () => {
      const problems = await jobs.runIntegrityCheck();
      onProblems(problems);
      if (problems.length > 0) log.error({ problems: problems.slice(0, 20) }, "database damaged: restore a backup");
      return { problems: problems.length };
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
