import { useEffect } from "preact/hooks";
import { publicTexts } from "../../../locales/console/public.ts";
import { fill } from "../../../locales/fill.ts";
import type { PublicWarnings } from "../../api/wire.ts";
import { language, setLanguage, useSay } from "../../app/language.ts";
import { AreaPicture } from "../../parts/area-picture.tsx";
import { publicTime } from "./public-time.ts";
import { PublicWarningCard } from "./public-warning-card.tsx";
import { ageOf, type Told, usePublicWarnings } from "./use-public-warnings.ts";
import "./public.css";

/** Issued warnings for anybody, without signing in. */
export function PublicPage() {
  const say = useSay();
  const told = usePublicWarnings();
  useEffect(() => setLanguage(language.value), []);
  const { body } = told;
  return (
    <main class="public">
      <Head told={told} />
      {body === null ? (
        <p class="notice" role="status">
          {told.isReached === false ? say(publicTexts["not-loaded"]) : ""}
        </p>
      ) : (
        <Body of={body} />
      )}
    </main>
  );
}

function Head({ told: { body, isReached, now } }: { readonly told: Told }) {
  const say = useSay();
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <header class="public-head">
      <h1>{body === null ? "" : say(fill(publicTexts.title, { city: body.city.name }))}</h1>
      <button type="button" class="button" onClick={() => setLanguage(other)}>
        {other === "en" ? "English" : "中文"}
      </button>
      {body !== null && isReached !== false && (
        <p class="small muted">
          {say(fill(publicTexts.updated, { at: publicTime(body.at, body.city.timeZone), age: ageOf(body.at, now) }))}
        </p>
      )}
      {body !== null && isReached === false && (
        <p class="public-stale" role="alert">
          {say(fill(publicTexts.stale, { at: publicTime(body.at, body.city.timeZone) }))}
        </p>
      )}
    </header>
  );
}

function Body({ of }: { readonly of: PublicWarnings }) {
  const say = useSay();
  const inForce = of.rows.filter(({ kind }) => kind !== "Cancel");
  const lifted = of.rows.filter(({ kind }) => kind === "Cancel");
  return (
    <div class="public-body">
      <section class="public-cards">
        <h2>{say(publicTexts["in-force"])}</h2>
        {inForce.length === 0 && <p class="public-none">{say(publicTexts.none)}</p>}
        {inForce.map((row) => (
          <PublicWarningCard key={row.identifier} of={row} timeZone={of.city.timeZone} />
        ))}
        {lifted.length > 0 && <h2>{say(publicTexts.lifted)}</h2>}
        {lifted.map((row) => (
          <PublicWarningCard key={row.identifier} of={row} timeZone={of.city.timeZone} />
        ))}
      </section>
      <aside>
        <Picture of={of} rows={inForce} />
        <p class="small muted">{say(fill(publicTexts.sender, { sender: of.sender }))}</p>
        <p class="small muted">{say(fill(publicTexts["all-times"], { zone: of.city.timeZone }))}</p>
        <p class="small public-links">
          <a href={of.feed}>{say(publicTexts.feed)}</a> <a href="/">{say(publicTexts["to-console"])}</a>
        </p>
      </aside>
    </div>
  );
}

function Picture({ of: { map }, rows }: { readonly of: PublicWarnings; readonly rows: PublicWarnings["rows"] }) {
  const say = useSay();
  if (map === null && rows.length === 0) return null;
  const label = map?.label ?? rows.find((row) => row.area.label !== null)?.area.label ?? null;
  return (
    <AreaPicture
      base={map?.rings ?? []}
      areas={gravestByArea(rows).map(({ identifier, area, level, areaPath, title }) => ({
        key: identifier,
        shape: area,
        level,
        name: say(areaPath.at(-1) ?? title),
      }))}
      label={label === null ? null : say(label)}
      title={say(publicTexts.map)}
    />
  );
}

/** One of each area, its gravest; the gravest of all last, to be drawn on top. @param rows gravest first */
function gravestByArea(rows: PublicWarnings["rows"]): PublicWarnings["rows"] {
  return rows.filter((row, i) => rows.findIndex(({ areaCode }) => areaCode === row.areaCode) === i).toReversed();
}
