import type { ComponentType } from "preact";
import type { screenTexts } from "../../locales/console/frame.ts";
import type { Right } from "../../people/rights.ts";
import { withCity } from "../parts/with-city.tsx";
import { AccountScreen } from "../screens/account/account-screen.tsx";
import { CasesScreen } from "../screens/cases/cases-screen.tsx";
import { EvaluationScreen } from "../screens/evaluation/evaluation-screen.tsx";
import { MapScreen } from "../screens/map/map-screen.tsx";
import { PondingScreen } from "../screens/ponding/ponding-screen.tsx";
import { RulesScreen } from "../screens/rules/rules-screen.tsx";
import { ShiftScreen } from "../screens/shift/shift-screen.tsx";

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
  { id: "ponding", character: "洼", key: "p", right: "read", component: withCity(PondingScreen) },
  { id: "rules", character: "则", key: "r", right: "read", component: withCity(RulesScreen) },
  { id: "evaluation", character: "评", key: "e", right: "read", component: withCity(EvaluationScreen) },
  { id: "shift", character: "班", key: "s", right: "read", component: withCity(ShiftScreen) },
  { id: "account", character: "号", key: "a", right: "read", component: withCity(AccountScreen) },
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
