import type { ComponentType } from "preact";
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
import type { Screen, ScreenProps } from "./screens.ts";

/** What is drawn of each screen. Apart from their addresses, which screens themselves link to. */
export const screenComponents: Readonly<Record<Screen["id"], ComponentType<ScreenProps>>> = {
  map: withCity(MapScreen),
  cases: withCity(CasesScreen),
  warnings: withCity(WarningsScreen),
  stations: withCity(StationsScreen),
  "blind-spots": withCity(BlindSpotsScreen),
  devices: withCity(DevicesScreen),
  deliveries: withCity(DeliveriesScreen),
  mode: withCity(ModeScreen),
  rules: withCity(RulesScreen),
  evaluation: withCity(EvaluationScreen),
  ponding: withCity(PondingScreen),
  shift: withCity(ShiftScreen),
  audit: withCity(AuditScreen),
  hub: withCity(HubScreen),
  account: withCity(AccountScreen),
};
