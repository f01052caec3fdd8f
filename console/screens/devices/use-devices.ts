import { useEffect, useState } from "preact/hooks";
import { callApi } from "../../api/client.ts";
import type { DeviceRow, DevicesPage, ProblemBody } from "../../api/wire.ts";

export interface AllDevices {
  readonly rows: readonly DeviceRow[];
  readonly total: number;
  /** False while pages are still to come the first time. */
  readonly isWhole: boolean;
  readonly problem: ProblemBody | "unreached" | null;
}

const pageSize = 500;
const againMs = 30_000;

/** Every device, page by page; read again by the clock, and shown anew once it is whole again. */
export function useDevices(): AllDevices {
  const [shown, setShown] = useState<AllDevices>({ rows: [], total: 0, isWhole: false, problem: null });
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    let isFirst = true;
    const read = async () => {
      const problem = await readPages(abort.signal, (rows, total, isWhole) => {
        if (isFirst || isWhole) setShown({ rows, total, isWhole, problem: null });
      });
      if (abort.signal.aborted) return;
      if (problem === null) isFirst = false;
      else setShown((before) => ({ ...before, problem }));
      timer = setTimeout(read, againMs);
    };
    void read();
    return () => {
      abort.abort();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return shown;
}

type TakePages = (rows: readonly DeviceRow[], total: number, isWhole: boolean) => void;

async function readPages(signal: AbortSignal, take: TakePages): Promise<ProblemBody | "unreached" | null> {
  const rows: DeviceRow[] = [];
  let after: string | null = null;
  do {
    const more: string = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const answer = await callApi<DevicesPage>(`/devices?limit=${pageSize}${more}`, { signal });
    if (signal.aborted) return null;
    if (answer.kind === "unreached") return "unreached";
    if (answer.kind === "problem") return answer.problem;
    rows.push(...answer.body.rows);
    after = answer.body.next;
    take([...rows], answer.body.counts.all, after === null);
  } while (after !== null);
  return null;
}
