import { useEffect, useRef, useState } from "preact/hooks";
import "./hold-to-acknowledge.css";

/** So long a finger stays on it: a touch in passing does nothing. */
const holdMs = 700;

/** A button that acts once it was held. By keyboard it is pressed as any other: nobody brushes past a key. */
export function HoldToAcknowledge({
  words,
  holding,
  onDone,
}: {
  readonly words: string;
  /** Shown while it is held. */
  readonly holding: string;
  readonly onDone: () => void;
}) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const end = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  useEffect(() => end, []);
  const begin = () => {
    setHeld(true);
    timer.current = setTimeout(() => {
      end();
      onDone();
    }, holdMs);
  };
  return (
    <button
      type="button"
      class={isHeld ? "button main hold is-held" : "button main hold"}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if ((event.key === "Enter" || event.key === " ") && !event.repeat) {
          event.preventDefault();
          onDone();
        }
      }}
    >
      {isHeld ? holding : words}
    </button>
  );
}
