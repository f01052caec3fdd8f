import type { Storm } from "./storm.ts";

/** A picture of one screen, taken in both languages. */
export interface Picture {
  /** Name of its file, without language and ending. */
  readonly name: string;
  readonly path: (storm: Storm) => string;
  readonly theme: "dark" | "light";
  readonly width: number;
  readonly height: number;
  /** A pixel of the page in pixels of the picture. */
  readonly scale?: number;
  /** Until this is drawn. */
  readonly shows: string;
  /** The worst case is chosen in the list first. */
  readonly choosesWorst?: true;
  /** Pages for the public need nobody who is signed in, and no stream. */
  readonly isPublic?: true;
}

const monitor = { width: 1440, height: 900 };
const phone = { width: 390, height: 844, scale: 1.5 };

/** What moves soonest comes first. */
export const pictures: readonly Picture[] = [
  { name: "map", path: () => "/", theme: "dark", ...monitor, shows: ".card-trend path", choosesWorst: true },
  { name: "case", path: ({ worst }) => `/cases/${worst.id}`, theme: "light", ...monitor, shows: ".uplot canvas" },
  { name: "phone", path: () => "/", theme: "dark", ...phone, shows: ".queue li" },
  {
    ...{ name: "warning", path: ({ warningId }) => `/warnings/${warningId}`, theme: "dark", ...monitor },
    shows: ".warning-head",
  },
  { name: "public", path: () => "/public", theme: "light", ...phone, shows: ".public-card", isPublic: true },
  { name: "hub", path: () => "/hub", theme: "light", ...monitor, shows: ".hub-path .rate:text-matches('[0-9]')" },
];
