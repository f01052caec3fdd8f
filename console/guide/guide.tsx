import { useEffect, useRef, useState } from "preact/hooks";
import { guideTexts } from "../../locales/console/guide.ts";
import { fill } from "../../locales/fill.ts";
import { isNewcomer } from "../api/client.ts";
import { useSay } from "../app/language.ts";
import { type Command, useCommands } from "../commands/commands.ts";
import { Store, useStore } from "../live/store.ts";
import { CommandButton } from "../parts/buttons.tsx";
import { type Box, besideTarget, type GuideStep, guideSteps } from "./guide-steps.ts";
import "./guide.css";

/** Whether the guided look is shown. */
export const guideIsOpen = new Store(false);

/** Wherever the focus is: the page below can be used meanwhile. */
const leaveCommand = { id: "guide-leave", key: "Escape", title: guideTexts.leave } as const;

/** The guided look: a card beside what it is about, in the top layer; the page below goes on and can be used. */
export function Guide() {
  useEffect(() => {
    if (isNewcomer) guideIsOpen.set(true);
  }, []);
  const isOpen = useStore(guideIsOpen, (each) => each);
  return isOpen ? <GuideCard /> : null;
}

function GuideCard() {
  const say = useSay();
  const [at, setAt] = useState(0);
  const card = useRef<HTMLElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const step = guideSteps[at] ?? guideSteps[0];
  useEffect(() => {
    ring.current?.showPopover();
    card.current?.showPopover();
  }, []);
  useEffect(() => {
    if (step === undefined) return;
    const place = (): void => standAt(step, card.current, ring.current);
    place();
    card.current?.querySelector<HTMLElement>(".button.main")?.focus();
    const timer = setInterval(place, 500);
    addEventListener("resize", place);
    return () => {
      clearInterval(timer);
      removeEventListener("resize", place);
    };
  }, [step]);
  const leave: Command = { ...leaveCommand, run: () => guideIsOpen.set(false) };
  useCommands([leave]);
  if (step === undefined) return null;
  const isLast = at === guideSteps.length - 1;
  return (
    <>
      <div ref={ring} class="guide-ring" popover="manual" aria-hidden="true" />
      <section ref={card} class="guide" popover="manual" role="dialog" aria-label={say(guideTexts.title)}>
        <p class="small muted">
          {say(guideTexts.title)} · {say(fill(guideTexts.step, { at: at + 1, all: guideSteps.length }))}
        </p>
        <div aria-live="polite">
          <h2>{say(guideTexts[step.title])}</h2>
          <p>{say(guideTexts[step.words])}</p>
        </div>
        <footer>
          <CommandButton command={leave} />
          {at > 0 && (
            <button type="button" class="button" onClick={() => setAt(at - 1)}>
              {say(guideTexts.back)}
            </button>
          )}
          <button type="button" class="button main" onClick={() => (isLast ? leave.run() : setAt(at + 1))}>
            {say(guideTexts[isLast ? "end" : "next"])}
          </button>
        </footer>
      </section>
    </>
  );
}

/** Puts card and ring where the step's target is now; without one the card stands in the middle. */
function standAt({ at }: GuideStep, card: HTMLElement | null, ring: HTMLElement | null): void {
  if (card === null || ring === null) return;
  const target = at === null ? null : (document.querySelector(at)?.getBoundingClientRect() ?? null);
  const box: Box | null = target === null || target.width === 0 ? null : target;
  const { left, top } = besideTarget(
    box,
    { width: card.offsetWidth, height: card.offsetHeight },
    { width: innerWidth, height: innerHeight },
  );
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
  ring.hidden = box === null;
  if (box === null) return;
  ring.style.left = `${box.left - 4}px`;
  ring.style.top = `${box.top - 4}px`;
  ring.style.width = `${box.width + 8}px`;
  ring.style.height = `${box.height + 8}px`;
}
