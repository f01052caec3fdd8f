import { deviceTexts } from "../../../locales/console/operations/devices.ts";
import { lookOfGauge } from "../../../locales/looks.ts";
import { propertyNames } from "../../../locales/names.ts";
import type { RejectPage } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { gaugeNow } from "../../live/columns.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import { valueText } from "../../parts/gauges/plot-units.ts";
import { Mark } from "../../parts/mark.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Age } from "../../parts/times.tsx";

/** Gauges of a device, as the live picture has them. */
export function DeviceGauges({ deviceId }: { readonly deviceId: string }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  if (known === null || now === null) return null;
  const own = known.gauges.map((gauge, place) => ({ gauge, place })).filter(({ gauge }) => gauge.deviceId === deviceId);
  return (
    <section>
      <h3>{say(deviceTexts.gauges)}</h3>
      <ul class="device-gauges">
        {own.map(({ gauge, place }) => {
          const { state, value, observedAt } = gaugeNow(now, place, known);
          return (
            <li key={gauge.gaugeId}>
              <Mark look={lookOfGauge(state)} size={18} />
              <span>{say(propertyNames[gauge.property])}</span>
              <strong>{value === null ? "?" : say(valueText(value, gauge.property))}</strong>
              <span class="muted small">{observedAt !== null && <Age at={observedAt} />}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Readings of a device that were refused, newest first. */
export function DeviceRejects({ deviceId }: { readonly deviceId: string }) {
  const say = useSay();
  const rejects = useResource<RejectPage>(`/rejects?limit=10&deviceId=${encodeURIComponent(deviceId)}`);
  return (
    <section>
      <h3>{say(deviceTexts.rejects)}</h3>
      <Loaded resource={rejects} isEmpty={({ rows }) => rows.length === 0} empty={say(deviceTexts["no-rejects"])}>
        {({ rows }) => (
          <ul class="device-rejects">
            {rows.map(({ rejectId, reason, detail, count, receivedAt }) => (
              <li key={rejectId}>
                <span class="muted small">
                  <Age at={receivedAt} /> · {reason} ×{count}
                </span>
                <span>{say(detail)}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
