import { render } from "preact";
import { PublicPage } from "./public-page.tsx";

/** Draws the page for the public: without sign-in, stream or the other screens. */
export function startPublic(root: HTMLElement): void {
  document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  render(<PublicPage />, root);
}
