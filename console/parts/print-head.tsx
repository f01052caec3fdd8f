import { governanceTexts } from "../../locales/console/governance.ts";
import { fill } from "../../locales/fill.ts";
import { me } from "../api/client.ts";
import { useSay } from "../app/language.ts";
import { catalogue, hubNow } from "../live/live.ts";
import { useStore } from "../live/store.ts";
import { dayTime } from "./city-time.ts";

/** On paper alone: which city, printed when and by whom. */
export function PrintHead() {
  const say = useSay();
  const city = useStore(catalogue, (each) => each?.city ?? null);
  const name = useStore(me, (each) => each?.name ?? "");
  const blanks = { at: dayTime(hubNow()), name, zone: city?.timeZone ?? "" };
  return (
    <p class="only-print small">
      {city === null ? "" : say(city.name)} · {say(fill(governanceTexts.printed, blanks))}
    </p>
  );
}
