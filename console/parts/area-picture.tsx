import type { Level } from "../../domain/city/level.ts";
import type { AreaShape } from "../api/wire.ts";
import { boundsOf, middleOf, pathOfRing, projected } from "./area-projection.ts";
import "./area-picture.css";

type Ring = readonly (readonly number[])[];

/** A warned area, drawn in the colour of its level. */
export interface WarnedArea {
  readonly key: string;
  readonly shape: Pick<AreaShape, "rings" | "circle">;
  readonly level: Level;
  /** Stands on it. */
  readonly name: string;
}

const width = 320;

/** Warned areas over the outlines of the city; a picture without a map behind it. @param label to be printed on it; null for none */
export function AreaPicture({
  base,
  areas,
  label,
  title,
}: {
  readonly base: readonly Ring[];
  /** Gravest last, as it is drawn on top. */
  readonly areas: readonly WarnedArea[];
  readonly label: string | null;
  readonly title: string;
}) {
  const bounds = boundsOf(base, areas);
  if (bounds === null) return null;
  const { height } = projected(bounds, width);
  const at = projected(bounds, width).point;
  return (
    <figure class="area-picture">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {base.map((ring) => (
          <path key={String(ring[0])} d={pathOfRing(ring, at)} class="base" />
        ))}
        {areas.map(({ key, shape, level }) => (
          <g key={key} class={`warned tone-${level}`}>
            {shape.rings.map((ring) => (
              <path key={String(ring[0])} d={pathOfRing(ring, at)} />
            ))}
            {shape.circle !== null && <Circle of={shape.circle} bounds={bounds} />}
          </g>
        ))}
        {areas.map(({ key, shape, name }) => (
          <AreaName key={key} of={shape} name={name} at={at} />
        ))}
      </svg>
      {label !== null && <figcaption class="small muted">{label}</figcaption>}
    </figure>
  );
}

function AreaName({
  of,
  name,
  at,
}: {
  readonly of: WarnedArea["shape"];
  readonly name: string;
  readonly at: (position: readonly number[]) => readonly [number, number];
}) {
  const middle = middleOf(of);
  if (middle === null) return null;
  const [x, y] = at(middle);
  // Near an edge it runs inwards.
  const anchor = x > width * 0.8 ? "end" : x < width * 0.2 ? "start" : "middle";
  return (
    <text class="area-name" x={x} y={y} text-anchor={anchor}>
      {name}
    </text>
  );
}

function Circle({
  of: { longitude, latitude, radiusKm },
  bounds,
}: {
  readonly of: NonNullable<AreaShape["circle"]>;
  readonly bounds: NonNullable<ReturnType<typeof boundsOf>>;
}) {
  const { point, pxPerKm } = projected(bounds, width);
  const [x, y] = point([longitude, latitude]);
  return <circle cx={x} cy={y} r={radiusKm * pxPerKm} />;
}
