import { frameTexts } from "../../locales/console/frame.ts";
import { useSay } from "../app/language.ts";
import { areaPathOf } from "../live/area-path.ts";
import { catalogue } from "../live/live.ts";
import { useStore } from "../live/store.ts";

/** An area of the city, each with the areas around it. */
export function AreaSelect({
  id,
  name,
  value,
  onChange,
}: {
  readonly id: string;
  readonly name: string;
  /** Empty where one has to be chosen. */
  readonly value: string;
  readonly onChange: (areaCode: string) => void;
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  return (
    <label class="field" htmlFor={id}>
      {name}
      <select id={id} required value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {value === "" && <option value="">{say(frameTexts.choose)}</option>}
        {(known?.areas ?? []).map(({ code }) => (
          <option key={code} value={code}>
            {areaPathOf(known, code).map(say).join(" › ")}
          </option>
        ))}
      </select>
    </label>
  );
}
