import { useLayoutEffect, useRef } from "preact/hooks";
import type { BilingualText } from "../../domain/text.ts";
import { frameTexts } from "../../locales/console/frame.ts";
import type { Right } from "../../people/rights.ts";
import { me } from "../api/client.ts";
import { goTo } from "../app/router.ts";
import { Store } from "../live/store.ts";
import { isUnderWay } from "./under-way.ts";

/**
 * Something that can be done by a key and by a button alike. Buttons, keys and the list behind `?` are made from the commands in
 * force, so that nothing is for the mouse alone.
 */
export interface Command {
  readonly id: string;
  /** A key as `KeyboardEvent.key` has it, or two after each other such as `g m`. */
  readonly key: string;
  readonly title: BilingualText;
  /** Who may; everybody where left out. */
  readonly right?: Right;
  /** Why it cannot be done now; absent where it can. */
  readonly disabledBecause?: BilingualText;
  /** What it is about, where it acts on that: it does not run while an act about the same is under way. */
  readonly about?: string;
  readonly run: () => void;
}

/** Commands in force: those of the frame, then those of what is shown on top of it. */
export const commandsInForce = new Store<readonly Command[]>([]);

interface Layer {
  readonly isFrame: boolean;
  readonly commands: readonly Command[];
}

const layers = new Map<symbol, Layer>();

/**
 * Puts commands in force while a component is shown. Later ones go before earlier ones of the same key, and all before the frame's.
 * Before the browser draws: a key runs what its button says from the moment that the button is seen.
 */
export function useCommands(commands: readonly Command[], of: "frame" | "screen" = "screen"): void {
  const id = useRef(Symbol("layer"));
  useLayoutEffect(() => {
    layers.set(id.current, { isFrame: of === "frame", commands });
    putInForce();
  });
  useLayoutEffect(
    () => () => {
      layers.delete(id.current);
      putInForce();
    },
    [],
  );
}

function putInForce(): void {
  // The frame is drawn after what is in it.
  const ordered = [...layers.values()].toSorted((a, b) => Number(b.isFrame) - Number(a.isFrame));
  commandsInForce.set(ordered.flatMap((layer) => layer.commands));
}

/** Goes back by Esc, which in front of an open dialog closes that alone. */
export function backCommand(title: BilingualText, path: string): Command {
  const run = () => document.querySelector("dialog[open]") === null && goTo(path);
  return { id: "back", key: "Escape", title, run };
}

/** Whether the one who is signed in has the right to a command. */
export function mayRun({ right }: Pick<Command, "right">): boolean {
  return right === undefined || me.value?.rights.includes(right) === true;
}

/** Why it cannot be run now. */
export function heldBecause({ disabledBecause, about }: Command): BilingualText | undefined {
  return disabledBecause ?? (about !== undefined && isUnderWay(about) ? frameTexts["act-pending"] : undefined);
}

/** The first key of two, while the second is waited for. */
let prefix: { readonly key: string; readonly at: number } | null = null;

const prefixMs = 1_500;

/** Runs commands by their keys; installed once. Not while somebody writes, nor behind an open dialog. */
export function followKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") !== null || isWriting(event.target)) return;
    if (isOwnKey(event.target, event.key)) return;
    const command = commandOf(event.key, event.timeStamp);
    if (command === null) return;
    event.preventDefault();
    if (heldBecause(command) !== undefined) return;
    // Seen by the browser's own tools: which command a key ran, and when.
    performance.mark(`command ${command.id}`);
    command.run();
  });
}

function commandOf(key: string, at: number): Command | null {
  const usable = commandsInForce.value.filter(mayRun);
  const before = prefix;
  prefix = null;
  if (before !== null && at - before.at < prefixMs) {
    const two = usable.findLast((each) => each.key === `${before.key} ${key}`);
    if (two !== undefined) return two;
  }
  const one = usable.findLast((each) => each.key === key);
  if (one !== undefined) return one;
  if (usable.some((each) => each.key.startsWith(`${key} `))) prefix = { key, at };
  return null;
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio],[type=range]), textarea, select")
  );
}

/** Whether the key means something to what has the focus: Enter presses a button, arrows move a slider. */
function isOwnKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key === "Enter" || key === " ") return target.matches("button, a[href], summary, input");
  return key.startsWith("Arrow") && target.matches("input, [role=listbox], [role=option], .scrolls");
}
