import type { ScreenId } from "../../domain/console/screen-paths.ts";
import type { Right } from "../../people/rights.ts";

export interface ScreenProps {
  /** What stands behind the screen's own path: an id, or empty. */
  readonly id: string;
}

/** A screen of the console: its path is `/` and its id, or `/` alone for the map. */
export interface Screen {
  readonly id: ScreenId;
  /** `g` and then this key goes there. */
  readonly key: string;
  readonly right: Right;
}

export const screens: readonly Screen[] = [
  { id: "map", key: "m", right: "read" },
  { id: "cases", key: "c", right: "read" },
  { id: "warnings", key: "w", right: "read" },
  { id: "stations", key: "s", right: "read" },
  { id: "blind-spots", key: "b", right: "read" },
  { id: "devices", key: "d", right: "read" },
  { id: "deliveries", key: "y", right: "read" },
  { id: "mode", key: "o", right: "read" },
  { id: "rules", key: "r", right: "read" },
  { id: "evaluation", key: "e", right: "read" },
  { id: "ponding", key: "p", right: "read" },
  { id: "shift", key: "f", right: "read" },
  { id: "audit", key: "a", right: "audit.read" },
  { id: "hub", key: "h", right: "read" },
  { id: "account", key: "i", right: "read" },
];

/** Path of a screen, or of one thing on it. */
export function pathOf(id: Screen["id"], thing = ""): string {
  if (id === "map") return "/";
  return thing === "" ? `/${id}` : `/${id}/${encodeURIComponent(thing)}`;
}

/** The screen of a path and what stands behind it; null where there is none. */
export function screenAt(path: string): { readonly screen: Screen; readonly id: string } | null {
  const [first = "", ...rest] = path.split("/").filter((part) => part !== "");
  const screen = screens.find(({ id }) => id === (first === "" ? "map" : first));
  return screen === undefined ? null : { screen, id: decodeURIComponent(rest.join("/")) };
}
