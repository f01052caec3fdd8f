import { spawnSync } from "node:child_process";
import { protocolVectors } from "../shared.ts";

/** What an XML document of one element says of each name within, in the order in which they stand. */
export type XmlValues = ReadonlyMap<string, readonly string[]>;

/** Parses with libxml2, and hands out text by element name. @throws where it is no well-formed XML */
export function parsedXml(xml: string): XmlValues {
  const text = run(["--noout", "--xpath", "//*[not(*)]", "-"], xml);
  const values = new Map<string, string[]>();
  for (const [, name = "", held = ""] of text.matchAll(/<([\w:-]+)(?:\s[^>]*?)?(?:\/>|>([^<]*)<\/\1>)/g)) {
    values.set(name, [...(values.get(name) ?? []), unescaped(held)]);
  }
  return values;
}

/** Values of an XPath expression that gives text, one a line. */
export function xpathText(xml: string, expression: string): string {
  return run(["--noout", "--xpath", expression, "-"], xml).replace(/\n$/, "");
}

/** What the schema of CAP 1.2 has against a message; empty for nothing. Null where this machine lacks the schema. */
export function capSchemaFaults(xml: string): string | null {
  const schema = protocolVectors("cap12.xsd");
  if (schema === null) return null;
  const { status, stderr } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", schema, "-"], {
    input: xml,
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr;
}

function run(args: readonly string[], xml: string): string {
  const { status, stdout, stderr } = spawnSync("xmllint", ["--nonet", ...args], { input: xml, encoding: "utf8" });
  if (status !== 0) throw new Error(`xmllint ended with ${status}: ${stderr}\n${xml}`);
  return stdout;
}

function unescaped(text: string): string {
  return text
    .replaceAll(/&#(?:x([\da-f]+)|(\d+));/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16)),
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
