import { drillScreenTexts } from "../../../locales/console/shift.ts";
import type { Answer } from "../../api/client.ts";
import type { StartDrillBody } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { AskForm } from "../../parts/ask-form.tsx";
import { instantOfCityTime } from "../../parts/city-time.ts";
import { Dialog } from "../../parts/dialog.tsx";

export function DrillStartDialog({
  onStart,
  onClose,
}: {
  readonly onStart: (body: StartDrillBody) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const areas = useStore(catalogue, (each) => each?.areas ?? []).filter(
    ({ kind }) => kind === "city" || kind === "district",
  );
  return (
    <Dialog title={say(drillScreenTexts.start)} onClose={onClose}>
      <AskForm send={(given) => onStart(bodyOf(given))} done={onClose} submit={say(drillScreenTexts.start)}>
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
      </AskForm>
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
