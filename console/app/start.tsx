import { render } from "preact";
import { App } from "./app.tsx";
import { followTheme } from "./theme.ts";
import { followView } from "./view.ts";
import "../look/shell.css";

/** Draws the console of those on duty. */
export function startConsole(root: HTMLElement): void {
  followTheme();
  followView();
  render(<App />, root);
}
