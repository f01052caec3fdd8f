import { type BilingualText, sameInBoth } from "../../../domain/text.ts";
import { queueTexts } from "../../../locales/console/map.ts";
import { phoneTexts } from "../../../locales/console/phone.ts";
import { fill } from "../../../locales/fill.ts";
import { amountText } from "../../../locales/format/amounts.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import type { CasePage, CaseSummary } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { pathOf } from "../../app/screens.ts";
import { mayRun } from "../../commands/commands.ts";
import { catalogue, liveness } from "../../live/live.ts";
import { useShownColumns } from "../../live/past.ts";
import { useStore } from "../../live/store.ts";
import type { Resource } from "../../live/use-resource.ts";
import { HoldButton } from "../../parts/hold-button.tsx";
import { Mark } from "../../parts/mark.tsx";
import { AreaName } from "../../parts/names.tsx";
import { Age, clockSpan, useHubClock } from "../../parts/times.tsx";
import { acknowledge } from "../cases/queue/queue.tsx";
import { PlaceChance } from "./place/place-chance.tsx";
import { seePlace } from "./station-gauges.ts";
import "./top-case.css";

/** On a phone: the red case that nobody has acknowledged, with what can be done at once. */
export function TopCase({ cases }: { readonly cases: Resource<CasePage> }) {
  const row = cases.body?.rows.find(({ level, acknowledged }) => level === "red" && acknowledged === undefined);
  return row === undefined ? null : <TopCard row={row} key={row.id} />;
}

function TopCard({ row }: { readonly row: CaseSummary }) {
  const say = useSay();
  const now = useHubClock();
  const isLive = useStore(liveness, (each) => each.isLive);
  const unit = useStore(catalogue, (each) => each?.units.find(({ id }) => id === row.unitId));
  const limit = say(limitWords(row, now));
  return (
    <section class="top-case" aria-label={say(row.title)}>
      <header>
        <Mark look={lookOfLevel("red")} size={40} />
        <div>
          <h2>{say(row.title)}</h2>
          <p class="muted small">
            <AreaName code={row.areaCode} /> {limit !== "" && `· ${limit}`}
          </p>
        </div>
      </header>
      <TopValue stationId={row.stationId} />
      {mayRun({ right: "cases.act" }) && (
        <HoldButton
          words={say(phoneTexts[isLive ? "hold-to-acknowledge" : "hold-queued"])}
          holding={say(phoneTexts.holding)}
          heldForMs={700}
          look="main"
          onHeld={() => void acknowledge(row)}
          onKey={() => void acknowledge(row)}
        />
      )}
      <footer>
        <a class="button" href={pathOf("cases", row.id)}>
          {say(phoneTexts.open)}
        </a>
        {unit?.phone !== undefined && (
          <a class="button" href={`tel:${unit.phone}`}>
            {say(fill(phoneTexts.call, { who: unit.name }))}
          </a>
        )}
      </footer>
    </section>
  );
}

/** How its limit stands; nothing where it has none. */
function limitWords({ due }: Pick<CaseSummary, "due">, now: number): BilingualText {
  if (due === undefined) return sameInBoth("");
  if (due.pausedAt !== undefined) return queueTexts.paused;
  const left = Date.parse(due.dueAt) - now;
  return fill(phoneTexts[left < 0 ? "over-limit" : "within-limit"], { span: clockSpan(left) });
}

function TopValue({ stationId }: { readonly stationId: string }) {
  const say = useSay();
  const known = useStore(catalogue, (each) => each);
  const now = useShownColumns();
  if (known === null || now === null) return null;
  const place = known.stations.findIndex((station) => station.stationId === stationId);
  const first = seePlace(place, now, known)?.gauges[0];
  if (first === undefined) return null;
  const { gauge, now: reading } = first;
  return (
    <div class="top-value">
      <strong>{reading.value === null ? "?" : say(amountText(reading.value, gauge.unit, gauge.property))}</strong>
      <div class="small">
        {reading.observedAt !== null && <Age at={reading.observedAt} />}
        <PlaceChance gauge={gauge} />
      </div>
    </div>
  );
}
