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
  readonly value: string;
  readonly onChange: (areaCode: string) => void;
}) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  return (
    <label class="field" htmlFor={id}>
      {name}
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {(known?.areas ?? []).map(({ code }) => (
          <option key={code} value={code}>
            {areaPathOf(known, code).map(say).join(" › ")}
          </option>
        ))}
      </select>
    </label>
  );
}
