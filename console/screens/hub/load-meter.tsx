import { levels } from "../../../domain/city/level.ts";
import { hubTexts } from "../../../locales/console/hub.ts";
import { fill } from "../../../locales/fill.ts";
import { lookOfLevel } from "../../../locales/looks.ts";
import { levelNames } from "../../../locales/names.ts";
import type { HubLoad } from "../../api/wire.ts";
import { useSay } from "../../app/language.ts";
import { percent, plainNumber, wholeNumber } from "../../parts/amounts.ts";
import { Mark } from "../../parts/mark.tsx";

/** Pages that an officer can bear for long, in ten minutes. */
const borneAtMost = 2;

/** How much officers are paged, against ISA-18.2: now, over the day, and by level. */
export function LoadMeter({ load }: { readonly load: HubLoad }) {
  const say = useSay();
  const { perOfficer, floodAbove, officers, floodShare, isWhole } = load;
  const word = perOfficer > floodAbove ? "flood" : perOfficer > borneAtMost ? "busy" : "calm";
  return (
    <div class="load-meter">
      <p>
        <strong
          class={word === "flood" ? "load-word tone-red" : word === "busy" ? "load-word tone-yellow" : "load-word"}
        >
          {plainNumber(perOfficer, 1)}
        </strong>{" "}
        {say(fill(hubTexts["load-is"], { word: hubTexts[word] }))}{" "}
        <span class="muted">
          · {say(officers === 0 ? hubTexts["no-officers"] : fill(hubTexts.officers, { count: officers }))}
        </span>
      </p>
      <p class="small muted">
        {say(fill(hubTexts["load-now"], { per: plainNumber(perOfficer, 1), flood: floodAbove }))}
      </p>
      <LoadChart load={load} />
      <p>
        <strong class={floodShare > 0.01 ? "tone-yellow" : ""}>
          {say(fill(hubTexts.share, { share: percent(floodShare) }))}
        </strong>{" "}
        <span class="small muted">{say(hubTexts["share-goal"])}</span>
      </p>
      <LevelMix load={load} />
      {!isWhole && <p class="muted">{say(hubTexts["load-part"])}</p>}
    </div>
  );
}

const chart = { width: 720, height: 96 };

function LoadChart({ load: { buckets, floodAbove, officers } }: { readonly load: HubLoad }) {
  const say = useSay();
  const most = Math.max(...buckets, 0);
  const flood = floodAbove * Math.max(1, officers);
  const top = Math.max(most, flood * 1.15);
  const step = chart.width / buckets.length;
  const y = (pages: number) => chart.height - (pages / top) * chart.height;
  return (
    <figure>
      <svg
        class="load-chart"
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say(fill(hubTexts["load-chart"], { most: wholeNumber(most) }))}
      >
        {buckets.map((pages, i) => (
          <rect
            key={i}
            class={pages > flood ? "flooded" : ""}
            x={i * step + 0.5}
            width={step - 1}
            y={y(pages)}
            height={chart.height - y(pages)}
          />
        ))}
        <line x1="0" x2={chart.width} y1={y(flood)} y2={y(flood)} />
      </svg>
      <figcaption class="small muted">
        <span>{say(hubTexts["day-ago"])}</span>
        <span>
          {say(hubTexts.flood)} &gt; {wholeNumber(flood)} / 10 min
        </span>
        <span>{say(hubTexts.now)}</span>
      </figcaption>
    </figure>
  );
}

function LevelMix({ load: { byLevel } }: { readonly load: HubLoad }) {
  const say = useSay();
  const all = levels.reduce((sum, level) => sum + byLevel[level], 0);
  return (
    <div>
      <p>
        {say(hubTexts.mix)} <span class="small muted">{say(hubTexts["mix-goal"])}</span>
      </p>
      {all === 0 ? (
        <p class="muted">{say(hubTexts["mix-none"])}</p>
      ) : (
        <ul class="level-mix">
          {levels.toReversed().map((level) => (
            <li key={level}>
              <Mark look={lookOfLevel(level)} size={20} /> {say(levelNames[level])}{" "}
              <strong>{percent(byLevel[level] / all)}</strong> <span class="muted">{wholeNumber(byLevel[level])}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
