import { drillScreenTexts } from "../../../locales/console/shift.ts";
import type { StartDrillBody } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { instantOfCityTime } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";

export function DrillStartDialog({
  onStart,
  onClose,
}: {
  readonly onStart: (body: StartDrillBody) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const areas = useStore(catalogue, (each) => each?.areas ?? []).filter(
    ({ kind }) => kind === "city" || kind === "district",
  );
  return (
    <Dialog title={say(drillScreenTexts.start)} onClose={onClose}>
      <form
        class="ask-form"
        onSubmit={(event) => {
          event.preventDefault();
          onStart(bodyOf(new FormData(event.currentTarget)));
        }}
      >
        <label class="field">
          {say(drillScreenTexts.name)}
          <input name="title" required maxLength={200} />
        </label>
        <label class="field">
          {say(drillScreenTexts.id)}
          <input name="drillId" required pattern="[a-z0-9][a-z0-9\-]{0,63}" />
        </label>
        <label class="field">
          {say(drillScreenTexts.areas)}
          <select name="areas" multiple required size={Math.min(8, areas.length)}>
            {areas.map(({ code, name }) => (
              <option key={code} value={code}>
                {say(name)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {say(drillScreenTexts.until)}
          <input name="until" type="datetime-local" required />
        </label>
        <button type="submit" class="button main">
          {say(drillScreenTexts.start)}
        </button>
      </form>
    </Dialog>
  );
}

function bodyOf(given: FormData): StartDrillBody {
  return {
    drillId: String(given.get("drillId")),
    title: String(given.get("title")).trim(),
    areaCodes: given.getAll("areas").map(String),
    until: instantOfCityTime(String(given.get("until"))),
  };
}
