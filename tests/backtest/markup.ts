/** What a page is made of. */
export interface Markup {
  readonly tags: ReadonlyMap<string, number>;
  readonly attributes: ReadonlySet<string>;
  /** Text between tags, entities decoded, all in one. */
  readonly texts: string;
}

const voids = new Set(["meta", "br", "img", "link", "input", "hr"]);

/**
 * Reads a page tag by tag as strictly as XML: every tag closed in turn, every attribute quoted, no stray `<` or `&`.
 * Script and style are taken as they stand.
 */
export function markupIn(page: string): Markup {
  const tags = new Map<string, number>();
  const attributes = new Set<string>();
  const open: string[] = [];
  let texts = "";
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${page.slice(Math.max(0, at - 40), at + 60)}`);
  };
  const doctype = /^<!doctype html>\s*/i.exec(page)?.[0].length;
  at = doctype ?? fail("no doctype");
  while (at < page.length) {
    const next = page.indexOf("<", at);
    const text = page.slice(at, next < 0 ? page.length : next);
    if (/&(?!#\d+;)/.test(text)) fail("an entity that is none");
    texts += text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    if (next < 0) break;
    at = next;
    const rest = page.slice(at);
    const closing = /^<\/([a-z][a-z0-9]*)>/i.exec(rest);
    if (closing !== null) {
      if (open.pop() !== closing[1]) fail(`</${closing[1]}> closes another tag`);
      at += closing[0].length;
      continue;
    }
    const opening = /^<([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*(\/?)>/i.exec(rest);
    if (opening === null) return fail("a tag that is none");
    const [whole, name = "", given = "", slash] = opening;
    tags.set(name, (tags.get(name) ?? 0) + 1);
    for (const [, attribute = "", value = ""] of given.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) {
      attributes.add(attribute);
      if (/&(?!#\d+;)/.test(value)) fail(`a bare & in ${attribute}`);
    }
    at += whole.length;
    if (slash === "/" || voids.has(name)) continue;
    if (name === "script" || name === "style") {
      const end = page.indexOf(`</${name}>`, at);
      if (end < 0) fail(`${name} that does not end`);
      at = end + name.length + 3;
      continue;
    }
    open.push(name);
  }
  if (open.length > 0) fail(`<${open.join("> <")}> not closed`);
  return { tags, attributes, texts };
}
