import type { BrowserContext, Page } from "playwright-core";

export interface HeapFigures {
  readonly heapMb: number;
  readonly heapKbPerMinute: number;
}

interface HeapPoint {
  readonly minute: number;
  readonly kb: number;
}

/** Looks at least: a slope of fewer says little. */
const fewestLooks = 12;

/** Least squares over what is left after a collection, each minute or oftener. Tells of each minute on stderr. */
export async function followHeap(
  context: BrowserContext,
  page: Page,
  { name, minutes }: { readonly name: string; readonly minutes: number },
): Promise<HeapFigures> {
  const devtools = await context.newCDPSession(page);
  const looks = Math.max(fewestLooks, Math.ceil(minutes));
  const points: HeapPoint[] = [];
  const from = performance.now();
  for (let look = 0; look <= looks; look++) {
    await page.waitForTimeout(Math.max(0, from + (look * minutes * 60_000) / looks - performance.now()));
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const before = points.at(-1)?.minute ?? 0;
    const minute = (performance.now() - from) / 60_000;
    points.push({ minute, kb: usedSize / 1_024 });
    if (Math.floor(minute) > Math.floor(before)) say(name, minutes, figuresOf(points), Math.floor(minute));
  }
  return figuresOf(points);
}

function figuresOf(points: readonly HeapPoint[]): HeapFigures {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [minute, kb] = [mean(points.map((point) => point.minute)), mean(points.map((point) => point.kb))];
  const over = points.reduce((sum, point) => sum + (point.minute - minute) * (point.kb - kb), 0);
  const under = points.reduce((sum, point) => sum + (point.minute - minute) ** 2, 0);
  return { heapMb: Math.round(kb / 102.4) / 10, heapKbPerMinute: Math.round(over / under) };
}

function say(name: string, minutes: number, { heapMb, heapKbPerMinute }: HeapFigures, minute: number): void {
  process.stderr.write(`${name}: minute ${minute} of ${minutes}, heap ${heapMb} MB, ${heapKbPerMinute} KB a minute\n`);
}
