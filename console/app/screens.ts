import type { ComponentType } from "preact";
import type { screenTexts } from "../../locales/console/frame.ts";
import type { Right } from "../../people/rights.ts";
import { withCity } from "../parts/with-city.tsx";
import { AccountScreen } from "../screens/account/account-screen.tsx";
import { AuditScreen } from "../screens/audit/audit-screen.tsx";
import { BlindSpotsScreen } from "../screens/blind-spots/blind-spots-screen.tsx";
import { CasesScreen } from "../screens/cases/cases-screen.tsx";
import { DeliveriesScreen } from "../screens/deliveries/deliveries-screen.tsx";
import { DevicesScreen } from "../screens/devices/devices-screen.tsx";
import { EvaluationScreen } from "../screens/evaluation/evaluation-screen.tsx";
import { HubScreen } from "../screens/hub/hub-screen.tsx";
import { MapScreen } from "../screens/map/map-screen.tsx";
import { ModeScreen } from "../screens/mode/mode-screen.tsx";
import { PondingScreen } from "../screens/ponding/ponding-screen.tsx";
import { RulesScreen } from "../screens/rules/rules-screen.tsx";
import { ShiftScreen } from "../screens/shift/shift-screen.tsx";
import { StationsScreen } from "../screens/stations/stations-screen.tsx";
import { WarningsScreen } from "../screens/warnings/warnings-screen.tsx";

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
  { id: "map", character: "图", key: "m", right: "read", component: withCity(MapScreen) },
  { id: "cases", character: "件", key: "c", right: "read", component: withCity(CasesScreen) },
  { id: "warnings", character: "警", key: "w", right: "read", component: withCity(WarningsScreen) },
  { id: "stations", character: "站", key: "s", right: "read", component: withCity(StationsScreen) },
  { id: "blind-spots", character: "盲", key: "b", right: "read", component: withCity(BlindSpotsScreen) },
  { id: "devices", character: "备", key: "d", right: "read", component: withCity(DevicesScreen) },
  { id: "deliveries", character: "达", key: "y", right: "read", component: withCity(DeliveriesScreen) },
  { id: "mode", character: "式", key: "o", right: "read", component: withCity(ModeScreen) },
  { id: "rules", character: "则", key: "r", right: "read", component: withCity(RulesScreen) },
  { id: "evaluation", character: "评", key: "e", right: "read", component: withCity(EvaluationScreen) },
  { id: "ponding", character: "洼", key: "p", right: "read", component: withCity(PondingScreen) },
  { id: "shift", character: "班", key: "f", right: "read", component: withCity(ShiftScreen) },
  { id: "audit", character: "审", key: "a", right: "audit.read", component: withCity(AuditScreen) },
  { id: "hub", character: "枢", key: "h", right: "read", component: withCity(HubScreen) },
  { id: "account", character: "号", key: "i", right: "read", component: withCity(AccountScreen) },
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
