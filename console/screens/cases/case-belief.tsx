import { beliefTexts } from "../../../locales/console/case.ts";
import type { ActiveAlarmList, CaseWithTimeline, StationWithGauges } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { catalogue, columns } from "../../live/live.ts";
import { useStore } from "../../live/store.ts";
import { useResource } from "../../live/use-resource.ts";
import type { CatalogueGauge } from "../../parts/gauges/station-now.ts";
import { Loaded } from "../../parts/states.tsx";
import { alarmFacts, clockFacts, neighbourFact, readingFacts, sisterFacts, upstreamFacts } from "./belief-facts.ts";
import { Fact } from "./fact.tsx";
import { RainFact } from "./rain-fact.tsx";

/** What speaks for a case and what against: quality, sisters, neighbours, rain, upstream, clock, silences. */
export function CaseBelief({
  of,
  gauge,
}: {
  readonly of: CaseWithTimeline;
  readonly gauge: CatalogueGauge | undefined;
}) {
  const say = useSay();
  const station = encodeURIComponent(of.stationId);
  const alarms = useResource<ActiveAlarmList>(`/alarms?stationId=${station}`, ["alarms", "cases"]);
  const detail = useResource<StationWithGauges>(`/stations/${station}`, ["alarms"]);
  return (
    <section class="panel belief">
      <h3>{say(beliefTexts.title)}</h3>
      <dl>
        {gauge !== undefined && <LiveFacts of={of} gauge={gauge} />}
        {gauge !== undefined && <RainFact station={gauge.station} />}
        <Loaded resource={detail}>{(body) => <StationFacts body={body} gauge={gauge} />}</Loaded>
        <Loaded resource={alarms}>
          {({ rows }) => alarmFacts(rows, of).map((fact, place) => <Fact key={`${place}`} fact={fact} />)}
        </Loaded>
      </dl>
    </section>
  );
}

/** Of the live picture; drawn anew with it. */
function LiveFacts({ of, gauge }: { readonly of: CaseWithTimeline; readonly gauge: CatalogueGauge }) {
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  if (known === null || now === null) return null;
  const facts = [
    ...readingFacts(of, gauge, { known, now }),
    ...sisterFacts(gauge, { known, now }),
    neighbourFact(gauge, { known, now }),
  ];
  return (
    <>
      {facts.map((fact, place) => (
        <Fact key={`${place}`} fact={fact} />
      ))}
    </>
  );
}

function StationFacts({
  body,
  gauge,
}: {
  readonly body: StationWithGauges;
  readonly gauge: CatalogueGauge | undefined;
}) {
  const known = useStore(catalogue, (each) => each);
  const now = useStore(columns, (each) => each);
  if (known === null || now === null) return null;
  const facts = [...upstreamFacts(body, { known, now }), ...clockFacts(body, gauge)];
  return (
    <>
      {facts.map((fact, place) => (
        <Fact key={`${place}`} fact={fact} />
      ))}
    </>
  );
}
