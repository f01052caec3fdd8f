import { useState } from "preact/hooks";
import { frameTexts } from "../../../locales/console/frame.ts";
import { pondingTexts } from "../../../locales/console/ponding.ts";
import type { PondingActionBody, PondingPlace } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { actOnPlace } from "./one-place.tsx";
import { PondingDialog } from "./ponding-dialog.tsx";

/** Puts a station on the list that is not there: the station first, then what is known of the place. */
export function ListOther({
  onClose,
  onListed,
}: {
  readonly onClose: () => void;
  readonly onListed: (stationId: string) => void;
}) {
  const [stationId, setStationId] = useState<string | null>(null);
  const place = useResource<PondingPlace>(stationId === null ? null : `/ponding/${encodeURIComponent(stationId)}`).body;
  if (stationId === null || place === null) return <ChooseStation onChoose={setStationId} onClose={onClose} />;
  const make = async (body: PondingActionBody) => {
    const answer = await actOnPlace(place, body);
    if (answer.kind === "ok") onListed(place.stationId);
    return answer;
  };
  return <PondingDialog move="list" place={place} make={make} onClose={onClose} />;
}

function ChooseStation({
  onChoose,
  onClose,
}: {
  readonly onChoose: (stationId: string) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const stations = useStore(catalogue, (each) => each?.stations ?? []).filter(({ ponding }) => ponding === undefined);
  return (
    <Dialog title={say(pondingTexts["list-other"])} onClose={onClose}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(String(new FormData(event.currentTarget).get("station")));
        }}
      >
        <label class="field">
          {say(pondingTexts.station)}
          <select name="station" required>
            <option value="">{say(frameTexts.choose)}</option>
            {stations.map((station) => (
              <option key={station.stationId} value={station.stationId}>
                {say(station.name)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button main">
          {say(pondingTexts.list)}
        </button>
      </form>
    </Dialog>
  );
}
