import { z } from "zod";
import { bilingualText } from "../common.ts";

const position = z.array(z.number()).length(2).describe("Longitude and latitude, degrees WGS 84");
const polygon = z.array(z.array(position)).describe("Outer ring, then holes; each ring is closed");
const multiPolygon = z.strictObject({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon) });
const lineString = z.strictObject({ type: z.literal("LineString"), coordinates: z.array(position) });

const area = {
  code: z.string(),
  name: bilingualText,
  colour: z.number().int().describe("From 0; neighbouring districts of a schematic differ"),
};

const district = z.strictObject({ kind: z.literal("district"), ...area });
const street = z.strictObject({ kind: z.literal("street"), ...area, district: z.string() });
const river = z.strictObject({
  kind: z.literal("river"),
  id: z.string(),
  name: bilingualText,
  into: z.string().nullable().describe("River that it flows into"),
});

const feature = z.union([
  z.strictObject({ type: z.literal("Feature"), properties: z.union([district, street]), geometry: multiPolygon }),
  z.strictObject({ type: z.literal("Feature"), properties: river, geometry: lineString }),
]);

export const mapAnswer = z
  .strictObject({
    type: z.literal("FeatureCollection"),
    isSchematic: z.boolean().describe("True for cells and lines that were made up: they tell nobody whose a place is"),
    label: bilingualText.describe("To be printed on every picture of it"),
    source: bilingualText,
    reviewNumber: z.string().nullable().describe("Number of the map review; null for one that was not reviewed"),
    bbox: z.array(z.number()).length(4).describe("West, south, east, north: the picture's edge"),
    features: z.array(feature),
  })
  .meta({
    id: "CityMap",
    description: "What is drawn below the stations: GeoJSON (RFC 7946) with what must be said of it",
  });
