import type { City } from "../../domain/city/city.ts";
import type { BulletinFacts } from "../../domain/governance/warnings/bulletin.ts";
import type { BilingualText } from "../../domain/text.ts";
import { zonedInstants } from "../../domain/time/zoned-instant.ts";
import { fill } from "../../locales/fill.ts";
import { feedTexts } from "../../locales/messages/feed.ts";
import { hazardNames, levelNames } from "../../locales/names.ts";
import { element, type XmlElement, xmlDocument } from "../cap/xml.ts";

export interface FeedContext {
  readonly city: City;
  /** Where the public opens the hub, without a slash at the end; null where nobody has said: links are then relative. */
  readonly publicUrl: string | null;
  /** When what it says last changed as far as the hub knows, ms since 1970: what a feed without entries was updated at. */
  readonly changedAt: number;
}

export const feedPath = "/feed/warnings.atom";

/** Path of a message for the public. */
export function publicCapPath(identifier: string): string {
  return `/feed/cap/${identifier}`;
}

/**
 * What the public is told now, as an Atom feed: one entry a warning, with its newest CAP message. Pure: the same warnings give
 * the same bytes.
 *
 * @param bulletins newest first
 * @see RFC 4287
 */
export function atomFeed(bulletins: readonly BulletinFacts[], { city, publicUrl, changedAt }: FeedContext): string {
  const time = zonedInstants(city.timeZone);
  const base = publicUrl ?? "";
  const newest = Math.max(changedAt, ...bulletins.map(({ sentAt }) => sentAt));
  const name = city.warningPolicy?.sender.name ?? city.name;
  const feed = element(
    "feed",
    [
      element("id", `urn:guanlan:${city.code}:warnings`),
      element("title", both(fill(feedTexts.title, { city: city.name }))),
      element("updated", time(newest)),
      element("author", [element("name", both(name))]),
      element("generator", "Guanlan"),
      element("link", [], { rel: "self", type: "application/atom+xml", href: `${base}${feedPath}` }),
      ...bulletins.map((each) => entry(each, { city, base, time })),
    ],
    { xmlns: "http://www.w3.org/2005/Atom" },
  );
  return xmlDocument(feed);
}

function entry(
  { identifier, warningId, sentAt, title, summary, level, hazard, kind }: BulletinFacts,
  { city, base, time }: { readonly city: City; readonly base: string; time(ms: number): string },
): XmlElement {
  const titled = fill(kind === "Cancel" ? feedTexts.cancelled : feedTexts.entry, { title, level: levelNames[level] });
  return element("entry", [
    element("id", `urn:guanlan:${city.code}:${warningId}`),
    element("title", both(titled)),
    element("updated", time(sentAt)),
    element("category", [], { term: level, scheme: "urn:guanlan:level", label: both(levelNames[level]) }),
    element("category", [], { term: hazard, scheme: "urn:guanlan:hazard", label: both(hazardNames[hazard]) }),
    element("category", [], { term: kind, scheme: "urn:oasis:names:tc:emergency:cap:1.2:msgType" }),
    element("link", [], { rel: "alternate", type: "application/cap+xml", href: `${base}${publicCapPath(identifier)}` }),
    element("summary", both(summary)),
  ]);
}

/** A feed has one language for all that read it: both stand in it. */
function both({ zh, en }: BilingualText): string {
  return zh === en ? zh : `${zh} / ${en}`;
}
