import { z } from "zod";
import { areaCodeText, idText, nameText } from "../../city/city-schema.ts";
import type { Position } from "../../domain/city/area-outline.ts";
import { stationKinds } from "../../domain/city/city.ts";
import type { BilingualText } from "../../domain/text.ts";
import type { Box } from "../coordinates/box.ts";

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const percent = z.number().min(0).max(100);

/** generator/streets.yaml */
export const streetsFile = z.strictObject({
  frame: z.strictObject({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
  districts: z.array(z.strictObject({ code: areaCodeText, share: percent })).min(1),
  streets: z.array(z.strictObject({ code: areaCodeText, name: nameText, seed: position })).min(3),
});

const riverEntry = z.strictObject({
  id: idText,
  name: nameText,
  into: idText.optional().describe("River that it flows into; none where it leaves the city"),
  size: z.number().gt(0),
  weight: z.number().min(0),
  speed: z.number().gt(0).describe("How fast a flood travels down it, m/s"),
  tags: z.array(idText),
  sections: z.array(idText).default([]),
  course: z.array(position).min(2),
});

/** generator/rivers.yaml */
export const riversFile = z.strictObject({ rivers: z.array(riverEntry) });

/** What a generated station is for; decides its instruments and who handles its cases. */
export const siteUses = [
  "tunnel",
  "underpass",
  "road",
  "urban-river",
  "river",
  "rain",
  "sewer",
  "gas-main",
  "pump-station",
  "rubber-dam",
  "street-light",
] as const;

export type SiteUse = (typeof siteUses)[number];

const handling = z.strictObject({
  unit: idText,
  caseClass: z.strictObject({ codeSystem: idText, code: z.string().min(1) }).optional(),
});

/** generator/mix.yaml */
export const mixFile = z.strictObject({
  shares: z.record(z.enum(stationKinds), percent),
  underpasses: percent,
  tunnels: percent,
  gaugesPerStation: z.number().gt(0),
  childrenPerGateway: z.number().int().min(1),
  handling: z.record(z.enum(siteUses), handling),
});

/** A street and where its cell of the schematic map grows from. */
export interface Street {
  readonly code: string;
  /** Code of the district around it. */
  readonly district: string;
  readonly name: BilingualText;
  readonly seed: Position;
}

export type River = z.infer<typeof riverEntry>;

export type StationMix = z.infer<typeof mixFile>;

/** What a city folder says of how to generate a city like it: its `generator/`. */
export interface CityPlan {
  /** Edge of the picture; nothing stands beyond it. */
  readonly frame: Box;
  readonly districts: readonly { readonly code: string; readonly share: number }[];
  readonly streets: readonly Street[];
  readonly rivers: readonly River[];
  readonly mix: StationMix;
  /** Length of a degree of longitude amid the streets, in degrees of latitude: the map is a plane with this one stretch. */
  readonly stretch: number;
}
