import { blindSpotTexts } from "../../../locales/console/operations/blind-spots.ts";
import { devicesTexts } from "../../../locales/console/operations/devices.ts";
import type { BlindSpot, BlindSpotList, CasePage, CaseSummary } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { goTo } from "../../app/router.ts";
import { pathOf, type ScreenProps } from "../../app/screens.ts";
import { type Command, useCommands } from "../../commands/commands.ts";
import { stepCommands } from "../../commands/step-commands.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { Loaded } from "../../parts/states.tsx";
import { useMaintenance, useMaintenances } from "../devices/maintenance.tsx";
import { blindGroups, caseOf, inOrder } from "./blind-groups.ts";
import { BlindHead, BlindList, NoneBlind } from "./blind-list.tsx";
import { OneBlindSpot } from "./one-blind-spot.tsx";
import "../../parts/pane.css";
import "./blind-spots.css";

/** Gauges that cannot be believed, the gravest first, with what stands in for each and who was asked. */
export function BlindSpotsScreen({ id }: ScreenProps) {
  const say = useSay();
  const spots = useResource<BlindSpotList>("/blind-spots?limit=1000", ["alarms"]);
  useEvery(10_000, spots.reload);
  const cases = useResource<CasePage>("/cases?hazard=blind-spot&limit=500", ["cases"]);
  const rows = spots.body === null ? [] : inOrder(blindGroups(spots.body.rows));
  const chosen = rows.find(({ gaugeId }) => gaugeId === id) ?? null;
  const deviceId = useDeviceOf(chosen);
  const maintenance = useMaintenance(deviceId, useMaintenances());
  const itsCase = chosen === null ? null : caseOf(cases.body?.rows ?? [], chosen.stationId);
  const commands = [...maintenance.commands, ...chosenCommands(chosen, itsCase)];
  const at = rows.findIndex(({ gaugeId }) => gaugeId === id);
  const go = ({ gaugeId }: BlindSpot) => choose(id)(gaugeId);
  useCommands([...stepCommands({ of: "blind", titles: devicesTexts, rows, at, go }), ...commands]);
  return (
    <div class={chosen === null ? "pane-screen" : "pane-screen has-one"}>
      <div class="pane-list">
        <Loaded resource={spots} isEmpty={({ total }) => total === 0} empty={<NoneBlind />}>
          {(list) => (
            <>
              <BlindHead list={list} />
              <BlindList list={list} cases={cases.body?.rows ?? []} chosen={id} choose={choose(id)} />
              {chosen === null && <p class="muted at-hand">{say(blindSpotTexts.choose)}</p>}
            </>
          )}
        </Loaded>
      </div>
      {chosen !== null && (
        <OneBlindSpot spot={chosen} itsCase={itsCase} deviceId={deviceId} commands={commands} order={maintenance.now} />
      )}
      {maintenance.dialog}
    </div>
  );
}

function choose(before: string): (gaugeId: string) => void {
  return (gaugeId) => goTo(pathOf("blind-spots", gaugeId), { replace: before !== "" });
}

function useDeviceOf(spot: BlindSpot | null): string | null {
  const found = useStore(catalogue, (each) => each?.gauges.find(({ gaugeId }) => gaugeId === spot?.gaugeId));
  return found?.deviceId ?? null;
}

function chosenCommands(spot: BlindSpot | null, itsCase: CaseSummary | null): readonly Command[] {
  if (spot === null) return [];
  return [
    {
      id: "blind-case",
      key: "r",
      title: blindSpotTexts["case-open"],
      ...(itsCase === null ? { disabledBecause: blindSpotTexts["no-case"] } : {}),
      run: () => itsCase !== null && goTo(pathOf("cases", itsCase.id)),
    },
    {
      id: "blind-station",
      key: "Enter",
      title: devicesTexts.station,
      run: () => goTo(pathOf("stations", spot.stationId)),
    },
    { id: "blind-back", key: "Escape", title: devicesTexts.back, run: () => goTo(pathOf("blind-spots")) },
  ];
}
