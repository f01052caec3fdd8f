import { Store, useStore } from "../live/store.ts";

/** Where the page is: path and query of its address. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const place = new Store<Place>(placeOf(location));

addEventListener("popstate", () => place.set(placeOf(location)));

function placeOf({ pathname, search }: Pick<Location, "pathname" | "search">): Place {
  return { path: pathname, query: new URLSearchParams(search) };
}

/** Goes to a path of the console; what was written on the screen before stays one step back. */
export function goTo(path: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  place.set(placeOf(location));
}

export function usePlace(): Place {
  return useStore(place, (each) => each);
}

/** Follows plain clicks on links to our own pages without loading them; installed once. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return;
    if (/^\/(api|feed|health|ready|metrics)(\/|$)/.test(link.pathname)) return;
    event.preventDefault();
    goTo(`${link.pathname}${link.search}`);
  });
}
