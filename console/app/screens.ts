import type { ComponentType } from "preact";
import type { screenTexts } from "../../locales/console/frame.ts";
import type { Right } from "../../people/rights.ts";
import { CasesScreen } from "../screens/cases/cases-screen.tsx";
import { MapScreen } from "../screens/map/map-screen.tsx";
import { StationsScreen } from "../screens/stations/stations-screen.tsx";

export interface ScreenProps {
  /** What stands behind the screen's own path: an id, or empty. */
  readonly id: string;
}

/** A screen of the console: its path is `/` and its id, or `/` alone for the map. */
export interface Screen {
  readonly id: keyof typeof screenTexts;
  /** On the rail, in both languages alike. */
  readonly character: string;
  /** `g` and then this key goes there. */
  readonly key: string;
  readonly right: Right;
  readonly component: ComponentType<ScreenProps>;
}

export const screens: readonly Screen[] = [
  { id: "map", character: "图", key: "m", right: "read", component: MapScreen },
  { id: "cases", character: "件", key: "c", right: "read", component: CasesScreen },
  { id: "stations", character: "站", key: "s", right: "read", component: StationsScreen },
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
