import { useEffect, useRef } from "preact/hooks";
import type { Resource } from "./use-resource.ts";

/** Asks for a resource anew by the clock, for what no topic of the stream tells of; not while the page is hidden. */
export function useReload({ reload }: Pick<Resource<unknown>, "reload">, everyMs: number): void {
  const now = useRef(reload);
  now.current = reload;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") now.current();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
