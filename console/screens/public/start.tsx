import { render } from "preact";
import { PublicPage } from "./public-page.tsx";

/** Draws the page for the public: without sign-in, stream or the other screens. */
export function startPublic(root: HTMLElement): void {
  render(<PublicPage />, root);
}
