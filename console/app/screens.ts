import type { ComponentType } from "preact";
import type { screenTexts } from "../../locales/console/frame.ts";
import type { Right } from "../../people/rights.ts";
import { AuditScreen } from "../screens/audit/audit-screen.tsx";
import { BlindSpotsScreen } from "../screens/blind-spots/blind-spots-screen.tsx";
import { CasesScreen } from "../screens/cases/cases-screen.tsx";
import { DeliveriesScreen } from "../screens/deliveries/deliveries-screen.tsx";
import { DevicesScreen } from "../screens/devices/devices-screen.tsx";
import { HubScreen } from "../screens/hub/hub-screen.tsx";
import { MapScreen } from "../screens/map/map-screen.tsx";
import { ModeScreen } from "../screens/mode/mode-screen.tsx";
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
  { id: "map", character: "图", key: "m", right: "read", component: MapScreen },
  { id: "cases", character: "件", key: "c", right: "read", component: CasesScreen },
  { id: "stations", character: "站", key: "s", right: "read", component: StationsScreen },
  { id: "warnings", character: "警", key: "w", right: "read", component: WarningsScreen },
  { id: "mode", character: "式", key: "o", right: "read", component: ModeScreen },
  { id: "blind-spots", character: "盲", key: "b", right: "read", component: BlindSpotsScreen },
  { id: "devices", character: "备", key: "d", right: "read", component: DevicesScreen },
  { id: "deliveries", character: "达", key: "y", right: "read", component: DeliveriesScreen },
  { id: "audit", character: "审", key: "a", right: "audit.read", component: AuditScreen },
  { id: "hub", character: "枢", key: "h", right: "read", component: HubScreen },
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
