/** An element of an XML document: its name, what it holds, and its attributes. */
export interface XmlElement {
  readonly name: string;
  readonly holds: string | readonly XmlElement[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** @param holds text, or elements; null among them is left out */
export function element(
  name: string,
  holds: string | readonly (XmlElement | null)[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  const inner = typeof holds === "string" ? holds : holds.filter((each) => each !== null);
  return { name, holds: inner, attributes };
}

/** The document as text, indented, with nothing in it that XML 1.0 does not allow. The same element gives the same bytes. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, "")}`;
}

function written({ name, holds, attributes }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  const open = `${indent}<${name}${given.join("")}`;
  if (typeof holds === "string") return `${open}>${xmlText(holds)}</${name}>\n`;
  if (holds.length === 0) return `${open}/>\n`;
  return `${open}>\n${holds.map((each) => written(each, `${indent}  `)).join("")}${indent}</${name}>\n`;
}

/** What XML 1.0 does not allow in any form (production 2, Char). */
const forbidden = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // A parser makes a line feed of it where it stands bare.
  "\r": "&#13;",
};

/** Text in which nothing is markup, for elements and attributes alike. */
function xmlText(text: string): string {
  return text.replace(forbidden, "").replace(/[&<>"'\r]/g, (mark) => entities[mark] ?? mark);
}
