import { useEffect, useState } from "preact/hooks";

/** How long nobody has to write before what was written counts, ms. */
const pauseMs = 150;

/** A text once it has stayed the same for a moment: what is looked for is asked for then, and not with every letter. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
