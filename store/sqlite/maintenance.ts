import type { Log } from "../../domain/log.ts";
import type { StoreSettings } from "../settings.ts";
import { startCron } from "./cron-schedule.ts";
import type { IntegrityProblem, RetentionOutcome } from "./run-jobs.ts";

/** The jobs that keep the store in order. */
export interface MaintenanceJobs {
  runRetention(): Promise<RetentionOutcome>;
  runRollup(): Promise<number>;
  /** Every page of both databases, and every index against its table. */
  runIntegrityCheck(): Promise<readonly IntegrityProblem[]>;
  /** Every page of both databases; soon enough done to know at a start. */
  runQuickCheck(): Promise<readonly IntegrityProblem[]>;
}

/**
 * Runs the jobs at the times in the settings, never one of them twice at once, and a quick check of all pages at once. A
 * failed run is logged and comes round again.
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
      return { problems: problems.length };
    }),
  ];
  // What was damaged while the hub was away is known soon after its start, and not in the night.
  jobs.runQuickCheck().then(onProblems, (error: unknown) => {
    log.warn({ job: "quick check", err: error }, "store job failed, comes round again");
  });
  return () => {
    for (const stop of stops) stop();
  };
}
