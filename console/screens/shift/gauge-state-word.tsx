import { gaugeStateNames } from "../../../locales/names.ts";
import { useSay } from "../../app/language.ts";

/** A gauge's state as a sheet keeps it, in words; one that this release does not know as it stands. */
export function GaugeStateWord({ state }: { readonly state: string }) {
  const say = useSay();
  const known = Object.entries(gaugeStateNames).find(([name]) => name === state);
  return <span class="small">{known === undefined ? state : say(known[1])}</span>;
}
