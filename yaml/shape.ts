import { z } from "zod";

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
export function shapeText(shape: Shape): string {
  const among = alternatives(shape);
  if (among.length > 1) return [...new Set(among.map(shapeText))].join(" or ");
  if (shape.const !== undefined) return String(shape.const);
  if (shape.enum !== undefined) {
    return shape.enum.length === 1 ? String(shape.enum[0]) : `one of ${shape.enum.join(", ")}`;
  }
  switch (shape.type) {
    case "integer":
      return `whole number${rangeText(shape)}`;
    case "number":
      return `number${rangeText(shape)}`;
    case "boolean":
      return "true or false";
    case "string":
      return shape.pattern === undefined ? "text" : `text matching /${shape.pattern}/`;
    case "array":
      return `list of ${(shape.minItems ?? 0) > 0 ? `${shape.minItems} or more: ` : ""}${shapeText(shape.items ?? {})}`;
    case "object":
      return "a group of keys";
    default:
      return "a value";
  }
}

function shapesBelow(shape: Shape, part: PropertyKey): readonly Shape[] {
  if (typeof part === "number") return shape.items === undefined ? [] : [shape.items];
  const property = shape.properties?.[String(part)];
  if (property !== undefined) return [property];
  return typeof shape.additionalProperties === "object" ? [shape.additionalProperties] : [];
}

function rangeText(shape: Shape): string {
  const min = shape.minimum === -Number.MAX_SAFE_INTEGER ? undefined : shape.minimum;
  const max = shape.maximum === Number.MAX_SAFE_INTEGER ? undefined : shape.maximum;
  if (min !== undefined && max !== undefined) return ` ${min} to ${max}`;
  if (shape.exclusiveMinimum !== undefined && max !== undefined) {
    return ` above ${shape.exclusiveMinimum}, up to ${max}`;
  }
  if (min !== undefined) return ` from ${min}`;
  if (shape.exclusiveMinimum !== undefined) return ` above ${shape.exclusiveMinimum}`;
  return max === undefined ? "" : ` up to ${max}`;
}
