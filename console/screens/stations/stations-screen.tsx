import { useMemo } from "preact/hooks";
import { stationTexts } from "../../../locales/console/stations.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { backCommand, useCommands } from "../../commands/commands.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { StationList } from "./station-list.tsx";
import { StationPage } from "./station-page.tsx";
import "../../parts/work.css";
import "../../parts/queue.css";
import "./stations.css";

/** Every station in reach by gravity, and one of them whole. */
export function StationsScreen({ id }: ScreenProps) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const place = useMemo(() => known?.stations.findIndex(({ stationId }) => stationId === id) ?? -1, [known, id]);
  const open = (stationId: string) => goTo(pathOf("stations", stationId), { replace: id !== "" });
  useCommands(id === "" ? [] : [backCommand(stationTexts["back-command"], pathOf("stations"))]);
  return (
    <div class={id === "" ? "work-screen" : "work-screen has-one"}>
      <StationList chosen={id} open={open} />
      {id === "" || known === null ? (
        <p class="notice">{say(stationTexts.choose)}</p>
      ) : place < 0 ? (
        <p class="notice problem">{say(fill(stationTexts.unknown, { id }))}</p>
      ) : (
        <StationPage key={id} stationId={id} place={place} />
      )}
    </div>
  );
}
