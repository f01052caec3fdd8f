import { useEffect, useState } from "preact/hooks";
import type { BilingualText } from "../../../domain/text.ts";
import type { PublicWarnings } from "../../api/wire.ts";

/** What the public was told last, and whether the hub still says so. */
export interface Told {
  readonly body: PublicWarnings | null;
  /** False once it could not be asked anew; null before the first answer. */
  readonly isReached: boolean | null;
  /** The hub's clock, ms since 1970, as far as its answer tells. */
  readonly now: number;
}

const askedEveryMs = 15_000;

/** Asks for what the public is told, over and over. */
export function usePublicWarnings(): Told {
  const [told, setTold] = useState<Omit<Told, "now"> & { readonly offsetMs: number }>({
    body: null,
    isReached: null,
    offsetMs: 0,
  });
  const [, redraw] = useState(0);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const body = await read();
      if (body === null) setTold((before) => ({ ...before, isReached: false }));
      else setTold({ body, isReached: true, offsetMs: Date.parse(body.at) - Date.now() });
    };
    void ask();
    const asking = setInterval(() => void ask(), askedEveryMs);
    const drawing = setInterval(() => redraw((count) => count + 1), 1_000);
    return () => {
      clearInterval(asking);
      clearInterval(drawing);
    };
  }, []);
  const { body, isReached, offsetMs } = told;
  return { body, isReached, now: Date.now() + offsetMs };
}

async function read(): Promise<PublicWarnings | null> {
  try {
    const response = await fetch("/feed/warnings.json", { credentials: "omit", cache: "no-store" });
    return response.ok ? ((await response.json()) as PublicWarnings) : null;
  } catch {
    return null;
  }
}

/** How long ago, in words of both languages. @param at ISO 8601 @param now ms since 1970 */
export function ageOf(at: string, now: number): BilingualText {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1_000));
  if (seconds < 100) return { zh: `${seconds} 秒前`, en: `${seconds} s ago` };
  const minutes = Math.floor(seconds / 60);
  return { zh: `${minutes} 分钟前`, en: `${minutes} min ago` };
}
