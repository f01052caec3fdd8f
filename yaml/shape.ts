import { z } from "zod";
import { type BilingualText, sameInBoth } from "../domain/text.ts";
import { enumerated, fill, joined } from "../locales/fill.ts";
import { shapeTexts } from "../locales/yaml.ts";

/** The parts of JSON Schema that a schema of ours turns into. */
export interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly isSecret?: boolean;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

const shapes = new WeakMap<z.ZodType, Shape>();

/** What a schema takes, as JSON Schema. Worked out once a schema. */
export function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
  shapes.set(schema, shape);
  return shape;
}

/** Alternatives of a union, or the shape alone. */
function alternatives(shape: Shape): readonly Shape[] {
  const among = shape.anyOf ?? shape.oneOf;
  return among === undefined ? [shape] : among.flatMap(alternatives);
}

/** Shapes that may stand at `path` below `shape`. */
export function shapesAt(shape: Shape, path: readonly PropertyKey[]): readonly Shape[] {
  let found = alternatives(shape);
  for (const part of path) found = found.flatMap((each) => shapesBelow(each, part)).flatMap(alternatives);
  return found;
}

/** Keys a group may have. */
export function keysOf(found: readonly Shape[]): readonly string[] {
  return [...new Set(found.flatMap((shape) => Object.keys(shape.properties ?? {})))];
}

/** What a shape takes, in words: `whole number 0 to 65535`, `one of zh, en`, `list of text`. */
export function shapeText(shape: Shape): BilingualText {
  const among = alternatives(shape);
  if (among.length > 1) return anyOf(among);
  if (shape.const !== undefined) return sameInBoth(String(shape.const));
  if (shape.enum !== undefined) return wordsText(shape.enum.map(String));
  switch (shape.type) {
    case "integer":
      return fill(shapeTexts.integer, { range: rangeText(shape) });
    case "number":
      return fill(shapeTexts.number, { range: rangeText(shape) });
    case "boolean":
      return shapeTexts.boolean;
    case "string":
      return shape.pattern === undefined ? shapeTexts.text : fill(shapeTexts.pattern, { pattern: shape.pattern });
    case "array":
      return listText(shape);
    case "object":
      return shapeTexts.group;
    default:
      return shapeTexts.any;
  }
}

/** What any of several shapes takes; each way of saying it once. */
export function anyOf(shapes: readonly Shape[]): BilingualText {
  const byEnglish = new Map(shapes.map(shapeText).map((text) => [text.en, text]));
  return joined([...byEnglish.values()], shapeTexts.or);
}

function wordsText(words: readonly string[]): BilingualText {
  return words.length === 1 ? sameInBoth(words[0]!) : fill(shapeTexts["one-of"], { values: enumerated(words) });
}

function listText({ minItems = 0, items = {} }: Shape): BilingualText {
  const item = shapeText(items);
  return minItems > 0 ? fill(shapeTexts["list.at-least"], { count: minItems, item }) : fill(shapeTexts.list, { item });
}

function shapesBelow(shape: Shape, part: PropertyKey): readonly Shape[] {
  if (typeof part === "number") return shape.items === undefined ? [] : [shape.items];
  const property = shape.properties?.[String(part)];
  if (property !== undefined) return [property];
  return typeof shape.additionalProperties === "object" ? [shape.additionalProperties] : [];
}

function rangeText(shape: Shape): BilingualText {
  const min = shape.minimum === -Number.MAX_SAFE_INTEGER ? undefined : shape.minimum;
  const max = shape.maximum === Number.MAX_SAFE_INTEGER ? undefined : shape.maximum;
  const above = shape.exclusiveMinimum;
  if (min !== undefined && max !== undefined) return fill(shapeTexts["range.between"], { min, max });
  if (above !== undefined && max !== undefined) return fill(shapeTexts["range.above-up-to"], { min: above, max });
  if (min !== undefined) return fill(shapeTexts["range.from"], { min });
  if (above !== undefined) return fill(shapeTexts["range.above"], { min: above });
  return max === undefined ? shapeTexts["range.any"] : fill(shapeTexts["range.up-to"], { max });
}
