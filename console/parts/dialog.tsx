import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { frameTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";

/** A native modal dialog, open while it is drawn; Esc and the button close it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const say = useSay();
  const shown = useRef<HTMLDialogElement>(null);
  const isGone = useRef(false);
  // Before the browser draws: what is typed at once goes into the dialog, never to the page behind it.
  useLayoutEffect(() => {
    const dialog = shown.current;
    dialog?.showModal();
    return () => {
      isGone.current = true;
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={shown}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A browser closes it at once, and asks nobody, where Esc comes twice with nothing pressed between.
      onClose={() => {
        if (!isGone.current) onClose();
      }}
    >
      <h2>{title}</h2>
      {children}
      <p>
        <button type="button" class="button" onClick={onClose}>
          {say(frameTexts.close)}
        </button>
      </p>
    </dialog>
  );
}
