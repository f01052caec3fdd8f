const kept = "guanlan.view";

/** How the page is looked at: by one who works with it, or from across the room. */
export type View = "work-screen" | "wall";

function viewNow(): View {
  const asked = new URLSearchParams(location.search).get("view");
  const known = sessionStorage.getItem(kept);
  return asked === "wall" || (asked === null && known === "wall") ? "wall" : "work-screen";
}

/** On a screen of full HD text is so many times larger than on a work screen: a wall is read from five metres. */
const wallScale = 1.6;
const fullHd = { width: 1_920, height: 1_080 };

/** Whether nobody points at the page or scrolls it: it shows by itself what is to be seen. */
export function isWall(): boolean {
  return document.documentElement.dataset.view === "wall";
}

/** The view that the page was opened with, by `?view=wall`; kept through every screen of the tab. `?view=desk` ends it. */
export function followView(): void {
  const view = viewNow();
  sessionStorage.setItem(kept, view);
  if (view !== "wall") return;
  document.documentElement.dataset.view = view;
  followScale();
  addEventListener("resize", followScale);
}

/** More pixels on the same wall are smaller ones: everything grows with them. */
function followScale(): void {
  const more = Math.max(1, Math.min(innerWidth / fullHd.width, innerHeight / fullHd.height));
  document.documentElement.style.setProperty("--scale", String(Math.round(wallScale * more * 100) / 100));
}
