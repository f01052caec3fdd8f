import { setTimeout as wait } from "node:timers/promises";
import type { APIRequestContext } from "playwright-core";
import type { CaseSummary, Warning } from "../../console/api/wire.ts";

/** The storm has begun well within this time: it fills the worst underpass in a few minutes. */
const longestMs = 10 * 60_000;

const openCases = 8;

/** For so long the case has been open: its curve can be seen, and its water has not gone by yet. */
const openForMs = 40_000;

/** What stands now, and what of it is worth a picture. */
export interface Storm {
  readonly worst: CaseSummary;
  readonly warningId: string;
}

interface Seen {
  readonly cases: readonly CaseSummary[];
  readonly issued: readonly Warning[];
}

/** Waits until many cases are open, one of them red and of water, and a warning is in force. @throws where it takes too long */
export async function untilStorm(request: APIRequestContext, api: string, say: (line: string) => void): Promise<Storm> {
  const endsAt = Date.now() + longestMs;
  let said = "";
  while (Date.now() < endsAt) {
    const seen = await look(request, api);
    const line = `${seen.cases.length} cases are open, ${seen.issued.length} warnings are in force`;
    if (line !== said) say(line);
    said = line;
    const storm = stormIn(seen);
    if (storm !== null) return storm;
    await wait(1_000);
  }
  throw new Error(`no red case of water or no warning in force after ${longestMs / 60_000} minutes: ${said}`);
}

async function look(request: APIRequestContext, api: string): Promise<Seen> {
  const get = async <Rows>(path: string): Promise<Rows> => {
    const answer = await request.get(`${api}${path}`);
    if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
    return ((await answer.json()) as { readonly rows: Rows }).rows;
  };
  const cases = await get<readonly CaseSummary[]>("/cases?limit=200");
  const warnings = await get<readonly Warning[]>("/warnings?state=issued");
  return { cases: cases.filter(({ closedAt }) => closedAt === null), issued: warnings };
}

function stormIn({ cases, issued }: Seen): Storm | null {
  const since = new Date(Date.now() - openForMs).toISOString();
  const worst = cases.find(
    ({ level, hazard, openedAt }) => level === "red" && hazard === "waterlogging" && openedAt < since,
  );
  const warning = issued.find(({ level }) => level === "red") ?? issued[0];
  if (worst === undefined || warning === undefined || cases.length < openCases) return null;
  return { worst, warningId: warning.id };
}
