import { useEffect, useRef } from "preact/hooks";

/** Does something again and again while a component is shown and the page is looked at. */
export function useEvery(ms: number, run: () => void): void {
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") newest.current();
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
