import { z } from "zod";

/** What is asked about. */
export interface OutcomeQuestion {
  /** Of the API, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Of a reader. */
  readonly token: string;
  readonly deviceId: string;
  /** First and last observation time sent, ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** Our clock when sending began: what the hub had before is not counted. */
  readonly since: number;
  readonly lateAfterMs: number;
}

/** What the hub made of what a device sent. */
export interface ReplayOutcome {
  /** Observations that rules may use. */
  readonly judged: number;
  /** Of those, received longer after they happened than counts as live. */
  readonly late: number;
  /** Kept, and never given to rules: too old, failed their checks. */
  readonly setAside: number;
  readonly refused: number;
}

const gaugeRows = z.object({ rows: z.array(z.object({ gaugeId: z.string(), deviceId: z.string() })) });
const observationRows = z.object({
  rows: z.array(
    z.object({ observedAt: z.string(), receivedAt: z.string(), flag: z.number(), checks: z.array(z.string()) }),
  ),
  next: z.string().nullable(),
});
const rejectRows = z.object({ rows: z.array(z.object({ receivedAt: z.string() })), next: z.string().nullable() });

/**
 * Asks the hub what became of the readings of one device.
 *
 * @returns why it could not be asked, where that is so
 */
export async function askOutcome(question: OutcomeQuestion): Promise<ReplayOutcome | string> {
  try {
    const { rows } = await ask(question, "/api/v1/gauges", gaugeRows);
    const outcome = { judged: 0, late: 0, setAside: 0 };
    for (const { gaugeId, deviceId } of rows) {
      if (deviceId === question.deviceId) await addObservations(question, gaugeId, outcome);
    }
    return { ...outcome, refused: await refusedOf(question) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function addObservations(
  question: OutcomeQuestion,
  gaugeId: string,
  outcome: { judged: number; late: number; setAside: number },
): Promise<void> {
  const path = `/api/v1/gauges/${encodeURIComponent(gaugeId)}/observations`;
  let from: string | null = String(question.from);
  while (from !== null) {
    const page: z.output<typeof observationRows> = await ask(
      question,
      `${path}?from=${encodeURIComponent(from)}&to=${question.to + 1}&limit=10000`,
      observationRows,
    );
    for (const row of page.rows) {
      const receivedAt = Date.parse(row.receivedAt);
      if (receivedAt < question.since) continue;
      if (row.flag > 3 || row.checks.includes("tooOld")) outcome.setAside++;
      else outcome.judged++;
      const isLate = receivedAt - Date.parse(row.observedAt) > question.lateAfterMs;
      if (isLate && row.flag <= 3 && !row.checks.includes("tooOld")) outcome.late++;
    }
    from = page.next;
  }
}

async function refusedOf(question: OutcomeQuestion): Promise<number> {
  const path = `/api/v1/rejects?deviceId=${encodeURIComponent(question.deviceId)}&from=${question.since}&limit=1000`;
  let count = 0;
  let before: string | null = "";
  while (before !== null) {
    const mark: string = before === "" ? "" : `&before=${encodeURIComponent(before)}`;
    const page: z.output<typeof rejectRows> = await ask(question, `${path}${mark}`, rejectRows);
    count += page.rows.length;
    before = page.next;
  }
  return count;
}

async function ask<T>({ url, token }: OutcomeQuestion, path: string, schema: z.ZodType<T>): Promise<T> {
  const answer = await fetch(new URL(path, url), {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return schema.parse(await answer.json());
}
