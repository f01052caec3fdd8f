import type { ComponentChildren } from "preact";
import { devicesTexts } from "../../../locales/console/operations/devices.ts";
import { stationKindNames } from "../../../locales/dashboards/values.ts";
import { fill } from "../../../locales/fill.ts";
import { useSay } from "../../app/language.ts";
import { AreaName } from "../../parts/names.tsx";
import { percent } from "../../parts/numbers.ts";
import { shortTime } from "../../parts/times.tsx";
import { type DeviceFacts, type Share, type SilentTogether, sharesBy, silentTogether } from "./device-facts.ts";
import type { DeviceFilter } from "./device-filter.ts";

interface SharesProps {
  readonly facts: readonly DeviceFacts[];
  readonly filter: DeviceFilter;
  readonly setFilter: (next: DeviceFilter) => void;
  readonly now: number;
}

/** Share online by kind and by district, and devices that fell silent together; each narrows the table. */
export function DeviceShares({ facts, filter, setFilter, now }: SharesProps) {
  const say = useSay();
  const real = facts.filter(({ isDrill }) => !isDrill);
  const narrow = (group: string) => setFilter({ ...filter, group: filter.group === group ? null : group });
  return (
    <div class="device-shares">
      <section class="panel">
        <h2 class="quiet">{say(devicesTexts["by-kind"])}</h2>
        {sharesBy(real, ({ kind }) => kind).map((share) => (
          <ShareRow key={share.key} share={share} isChosen={filter.group === share.key} choose={narrow}>
            {say(stationKindNames[share.key])}
          </ShareRow>
        ))}
      </section>
      <section class="panel">
        <h2 class="quiet">{say(devicesTexts["by-district"])}</h2>
        {sharesBy(real, ({ district }) => district).map((share) => (
          <ShareRow key={share.key} share={share} isChosen={filter.group === share.key} choose={narrow}>
            <AreaName code={share.key} />
          </ShareRow>
        ))}
      </section>
      <Together groups={silentTogether(facts, now)} filter={filter} setFilter={setFilter} now={now} />
    </div>
  );
}

function ShareRow<Key extends string>({
  share: { key, all, online },
  isChosen,
  choose,
  children,
}: {
  readonly share: Share<Key>;
  readonly isChosen: boolean;
  readonly choose: (key: Key) => void;
  readonly children: ComponentChildren;
}) {
  return (
    <button type="button" class="share-row" aria-pressed={isChosen} onClick={() => choose(key)}>
      <span class="share-name">{children}</span>
      <progress value={online} max={all} aria-hidden="true" />
      <span class="share-number">
        {online}/{all} <span class="muted">{percent(online / all)}</span>
      </span>
    </button>
  );
}

function Together({
  groups,
  filter,
  setFilter,
  now,
}: Omit<SharesProps, "facts"> & { readonly groups: readonly SilentTogether[] }) {
  const say = useSay();
  if (groups.length === 0) return null;
  return (
    <section class="panel">
      <h2 class="quiet">{say(devicesTexts.together)}</h2>
      <p class="small muted">{say(devicesTexts["together-why"])}</p>
      <div class="words-filter">
        {groups.slice(0, 8).map((group) => (
          <button
            type="button"
            class="button"
            key={`${group.gatewayId} ${group.at}`}
            aria-pressed={isSame(filter.ids, group.ids)}
            onClick={() => setFilter({ ...filter, ids: isSame(filter.ids, group.ids) ? null : group.ids })}
          >
            {say(
              group.gatewayId === null
                ? fill(devicesTexts["together-time"], { at: shortTime(group.at ?? 0, now), count: group.ids.size })
                : fill(devicesTexts["together-gateway"], { id: group.gatewayId, count: group.ids.size }),
            )}
          </button>
        ))}
      </div>
    </section>
  );
}

function isSame(chosen: ReadonlySet<string> | null, ids: ReadonlySet<string>): boolean {
  return chosen !== null && chosen.symmetricDifference(ids).size === 0;
}
