import { useEffect, useRef, useState } from "preact/hooks";
import "./hold-button.css";

/** How long it is held, ms: as long as the bar in hold-button.css takes. */
const heldForMs = 2_000;

/** A button that acts only once it was held; a key or a click alone does nothing, so there must be another way for keyboards. */
export function HoldButton({
  words,
  holding,
  isDisabled = false,
  onHeld,
}: {
  readonly words: string;
  /** Said while it is held. */
  readonly holding: string;
  readonly isDisabled?: boolean;
  readonly onHeld: () => void;
}) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const release = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  useEffect(() => () => void (timer.current !== null && clearTimeout(timer.current)), []);
  const press = () => {
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      onHeld();
    }, heldForMs);
  };
  return (
    <button
      type="button"
      class={isHeld ? "button danger hold-button is-held" : "button danger hold-button"}
      disabled={isDisabled}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span>{isHeld ? holding : words}</span>
    </button>
  );
}
