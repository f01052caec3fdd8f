import { useEffect, useRef, useState } from "preact/hooks";
import "./hold-button.css";

/** A button that acts only once it was held for so long: a touch in passing does nothing. A click does nothing either. */
export function HoldButton({
  words,
  holding,
  heldForMs,
  look,
  onHeld,
  onKey,
}: {
  readonly words: string;
  /** Said while it is held. */
  readonly holding: string;
  readonly heldForMs: number;
  readonly look: "main" | "danger";
  readonly onHeld: () => void;
  /** Done by Enter and the blank at once, where nobody brushes past a key; left out, keys need another way. */
  readonly onKey?: () => void;
}) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const release = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  useEffect(() => release, []);
  const press = () => {
    release();
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      onHeld();
    }, heldForMs);
  };
  return (
    <button
      type="button"
      class={`button ${look} hold-button ${isHeld ? "is-held" : ""}`}
      style={{ "--held-for": `${heldForMs}ms` }}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (onKey === undefined || event.repeat || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        onKey();
      }}
    >
      <span>{isHeld ? holding : words}</span>
    </button>
  );
}
