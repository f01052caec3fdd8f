const kept = "guanlan.view";

/** How the page is looked at: by one who works with it, or from across the room. */
export type View = "work-screen" | "wall";

function viewNow(): View {
  const asked = new URLSearchParams(location.search).get("view");
  const known = sessionStorage.getItem(kept);
  return asked === "wall" || (asked === null && known === "wall") ? "wall" : "work-screen";
}

/** The view that the page was opened with, by `?view=wall`; kept through every screen of the tab. `?view=desk` ends it. */
export function followView(): void {
  const view = viewNow();
  sessionStorage.setItem(kept, view);
  if (view === "wall") document.documentElement.dataset.view = view;
}
