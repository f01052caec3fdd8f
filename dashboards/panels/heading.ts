import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder, TextMode } from "@grafana/grafana-foundation-sdk/text";

/** Words across the board: what the tiles below are, large enough for a wall. */
export function heading(markdown: string, place: GridPos): PanelBuilder {
  return new PanelBuilder().title("").transparent(true).gridPos(place).mode(TextMode.Markdown).content(markdown);
}
