import { useEffect, useRef } from "preact/hooks";

/**
 * Does something again and again while a component is shown and the page is looked at: asks anew for what no topic of the stream
 * tells of.
 *
 * @param everyMs null for never
 */
export function useEvery(everyMs: number | null, run: () => void): void {
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") newest.current();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
