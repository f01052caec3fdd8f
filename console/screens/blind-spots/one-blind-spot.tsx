import type { BilingualText } from "../../../domain/text.ts";
import { sameInBoth } from "../../../domain/text.ts";
import { caseStateNames } from "../../../locales/case-moves.ts";
import { callStateTexts } from "../../../locales/console/case.ts";
import { blindSpotTexts } from "../../../locales/console/operations/blind-spots.ts";
import { deviceTexts } from "../../../locales/console/operations/devices.ts";
import { fill } from "../../../locales/fill.ts";
import { namedBy } from "../../../locales/format/entered-by.ts";
import { gaugeStateNames, propertyNames } from "../../../locales/names.ts";
import type { BlindSpot, CallPage, CaseSummary, DeviceWhole, MaintenanceOrder } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import type { Command } from "../../commands/commands.ts";
import { catalogue } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useEvery } from "../../live/use-every.ts";
import { useResource } from "../../live/use-resource.ts";
import { CommandButton } from "../../parts/buttons.tsx";
import { StationName } from "../../parts/names.tsx";
import { shortTime, useHubClock } from "../../parts/times.tsx";
import { StandIn } from "./blind-row.tsx";

/** One blind gauge: why, what stands in, who was asked, and what can be done. */
export function OneBlindSpot({
  spot,
  itsCase,
  deviceId,
  commands,
  order,
}: {
  readonly spot: BlindSpot;
  readonly itsCase: CaseSummary | null;
  readonly deviceId: string | null;
  readonly commands: readonly Command[];
  readonly order: MaintenanceOrder | null;
}) {
  const say = useSay();
  return (
    <aside class="pane-one" aria-label={say(blindSpotTexts.title)}>
      <header>
        <h2>
          <StationName id={spot.stationId} /> · {say(propertyNames[spot.property])}
        </h2>
        <p class="muted">{spot.gaugeId}</p>
      </header>
      <section>
        <h3>{say(blindSpotTexts.cause)}</h3>
        <Cause spot={spot} deviceId={deviceId} />
        {order !== null && <UnderMaintenance order={order} />}
      </section>
      <div class="pane-acts">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} look={command.id === "maintenance-begin" ? "main" : ""} />
        ))}
      </div>
      <section>
        <h3>{say(blindSpotTexts.proxy)}</h3>
        <StandIn spot={spot} />
      </section>
      <section>
        <h3>{say(blindSpotTexts.asked)}</h3>
        <Asked spot={spot} itsCase={itsCase} />
      </section>
    </aside>
  );
}

function UnderMaintenance({ order }: { readonly order: MaintenanceOrder }) {
  const say = useSay();
  const now = useHubClock(30_000);
  const { owner, caller, reason, untilAt, holds } = order;
  const until = shortTime(Date.parse(untilAt), now);
  const blanks = { by: namedBy(owner, caller), reason: sameInBoth(reason), until, holds };
  return <p class="tone-maintenance">{say(fill(deviceTexts["under-maintenance"], blanks))}</p>;
}

/** Why nothing usable comes, as far as gauge, device and gateway tell. */
function Cause({ spot, deviceId }: { readonly spot: BlindSpot; readonly deviceId: string | null }) {
  const say = useSay();
  const device = useResource<DeviceWhole>(deviceId === null ? null : `/devices/${encodeURIComponent(deviceId)}`);
  useEvery(15_000, device.reload);
  return (
    <ul class="causes">
      <li>
        {say(gaugeStateNames[spot.state])}
        {spot.unusable !== null && ` · ${say(spot.unusable.words)}`}
      </li>
      {causesOf(spot, device.body).map((words) => (
        <li key={words.en}>{say(words)}</li>
      ))}
      {deviceId !== null && (
        <li>
          <a href={pathOf("devices", deviceId)}>{deviceId}</a>
        </li>
      )}
    </ul>
  );
}

function causesOf({ heardAt }: BlindSpot, device: DeviceWhole | null): readonly BilingualText[] {
  if (device === null) return [];
  const { clock, lastRefusal, gatewayId, status } = device;
  return [
    ...(heardAt === null ? [blindSpotTexts["cause-never"]] : []),
    ...(gatewayId === null ? [] : [fill(blindSpotTexts["by-gateway"], { id: gatewayId })]),
    ...(status === null ? [] : [fill(blindSpotTexts["cause-status"], { text: sameInBoth(status.text) })]),
    ...(clock === null || clock.kind === "right" ? [] : [fill(blindSpotTexts["cause-clock"], { clock: clock.name })]),
    ...(lastRefusal === null ? [] : [fill(blindSpotTexts["cause-refused"], { why: lastRefusal.detail })]),
  ];
}

/** Unit and people that were asked by the case; else whom to ask. */
function Asked({ spot, itsCase }: { readonly spot: BlindSpot; readonly itsCase: CaseSummary | null }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const calls = useResource<CallPage>(itsCase === null ? null : `/calls?caseId=${encodeURIComponent(itsCase.id)}`, [
    "calls",
  ]);
  const owner = known?.stations.find(({ stationId }) => stationId === spot.stationId)?.unitId;
  const unitId = itsCase?.unitId ?? owner;
  const unit = known?.units.find(({ id }) => id === unitId);
  const name = unit?.name ?? sameInBoth(unitId ?? "?");
  return (
    <ul class="causes">
      <li>
        {itsCase === null
          ? say(blindSpotTexts["not-asked"])
          : say(fill(blindSpotTexts["asked-unit"], { unit: name, state: caseStateNames[itsCase.state] }))}
      </li>
      {itsCase === null && <li>{say(fill(blindSpotTexts["owner-is"], { unit: name }))}</li>}
      {unit?.phone !== undefined && <li>{say(fill(blindSpotTexts.phone, { phone: unit.phone }))}</li>}
      {calls.body?.rows.map(({ callId, to, state }) =>
        to === null ? null : (
          <li key={callId}>
            {say(fill(blindSpotTexts["called-as"], { name: to.name, state: callStateTexts[state] }))}
          </li>
        ),
      )}
    </ul>
  );
}
