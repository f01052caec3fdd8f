import type { ScreenProps } from "../../app/screens.ts";

/** The city at a glance. */
export function MapScreen(_: ScreenProps) {
  return <p class="notice">map</p>;
}
