import { render } from "preact";
import { App } from "./app.tsx";
import "../look/shell.css";

/** Draws the console of those on duty. */
export function startConsole(root: HTMLElement): void {
  render(<App />, root);
}
