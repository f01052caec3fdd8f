import { useEffect, useRef } from "preact/hooks";
import type { BilingualText } from "../../domain/text.ts";
import type { Right } from "../../people/rights.ts";
import { me } from "../api/client.ts";
import { Store } from "../live/store.ts";

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
  readonly run: () => void;
}

/** Commands in force: those of the frame, then those of what is shown on top of it. */
export const commandsInForce = new Store<readonly Command[]>([]);

const layers = new Map<symbol, readonly Command[]>();

/** Puts commands in force while a component is shown. Later ones go before earlier ones of the same key. */
export function useCommands(commands: readonly Command[]): void {
  const id = useRef(Symbol("layer"));
  useEffect(() => {
    layers.set(id.current, commands);
    commandsInForce.set([...layers.values()].flat());
  });
  useEffect(
    () => () => {
      layers.delete(id.current);
      commandsInForce.set([...layers.values()].flat());
    },
    [],
  );
}

/** Whether the one who is signed in has the right to a command. */
export function mayRun({ right }: Pick<Command, "right">): boolean {
  return right === undefined || me.value?.rights.includes(right) === true;
}

/** The first key of two, while the second is waited for. */
let prefix: { readonly key: string; readonly at: number } | null = null;

const prefixMs = 1_500;

/** Runs commands by their keys; installed once. Not while somebody writes, nor behind an open dialog. */
export function followKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWritingOrAsked(event.target)) return;
    const command = commandOf(event.key, event.timeStamp);
    if (command === null) return;
    event.preventDefault();
    if (command.disabledBecause !== undefined) return;
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

function isWritingOrAsked(target: EventTarget | null): boolean {
  // What stands behind a dialog is not what somebody looks at.
  if (document.querySelector("dialog[open]") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio],[type=range]), textarea, select")
  );
}
