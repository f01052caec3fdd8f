import { areaNames } from "../../domain/city/area-names.ts";
import type { AreaOutlines } from "../../domain/city/area-outline.ts";
import type { City } from "../../domain/city/city.ts";
import { contactOfArea } from "../../domain/city/contact.ts";
import { classOfField } from "../../domain/city/data-class.ts";
import type { Warning } from "../../domain/governance/warning.ts";
import { type BulletinKind, type BulletinRef, bulletinIdentifier } from "../../domain/governance/warnings/bulletin.ts";
import type { BilingualText, Language } from "../../domain/text.ts";
import { fill } from "../../locales/fill.ts";
import { capTexts } from "../../locales/messages/cap.ts";
import { hazardNames } from "../../locales/names.ts";
import { publicAdvice } from "../warning-message.ts";
import { type AreaShape, shapeOf } from "./area-shape.ts";
import { capTerms } from "./cap-terms.ts";
import { capDescription, capParameters } from "./cap-text.ts";
import { capTimes } from "./cap-time.ts";
import { element, type XmlElement, xmlDocument } from "./xml.ts";

/** What CAP messages of a city are made of, beside the warning. */
export interface CapContext {
  readonly city: City;
  readonly outlines: AreaOutlines;
  /** What is to be printed wherever outlines are drawn: their source and review number. */
  readonly mapLabel?: BilingualText | null;
}

const namespace = "urn:oasis:names:tc:emergency:cap:1.2";

/** Languages of a message, as RFC 3066 writes them. */
const languages: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-US" };

/**
 * One issued revision of a warning as a CAP 1.2 message. Pure: the same warning and city give the same bytes.
 *
 * @param bulletin its place in the chain; those before it are its references
 * @see CAP 1.2 (OASIS, 1 July 2010), 3.2; elements stand in the order of its schema
 */
export function capMessage(warning: Warning, bulletin: BulletinRef, context: CapContext): string {
  const { city } = context;
  const time = capTimes(city.timeZone);
  const sender = senderOf(city);
  const earlier = (warning.bulletins ?? []).filter(({ revision }) => revision < bulletin.revision);
  const references = earlier.map(
    ({ revision, sentAt }) => `${sender},${bulletinIdentifier(warning.id, revision)},${time(sentAt)}`,
  );
  const isExercise = warning.isExercise === true;
  const alert = element(
    "alert",
    [
      element("identifier", bulletinIdentifier(warning.id, bulletin.revision)),
      element("sender", sender),
      element("sent", time(bulletin.sentAt)),
      element("status", isExercise ? "Exercise" : "Actual"),
      element("msgType", bulletin.kind),
      element("source", "Guanlan"),
      element("scope", "Public"),
      noteOf(warning, context),
      references.length === 0 ? null : element("references", references.join(" ")),
      ...(["zh", "en"] as const).map((language) => info(warning, bulletin, { ...context, language, time })),
    ],
    { xmlns: namespace },
  );
  return xmlDocument(alert);
}

/** That it is an exercise, and what the map is from that its outline is of; null for neither. */
function noteOf(warning: Warning, { city, outlines, mapLabel = null }: CapContext): XmlElement | null {
  const isDrawn = mapLabel !== null && shapeOf(warning, city, outlines).source === "outline";
  const notes = [
    ...(warning.isExercise === true ? [capTexts.exercise] : []),
    ...(isDrawn ? [fill(capTexts["map-source"], { label: mapLabel })] : []),
  ];
  return notes.length === 0 ? null : element("note", notes.map(({ zh, en }) => `${zh} ${en}`).join(" "));
}

/** Who speaks in CAP: as the city's policy says, else a name made of its code. */
function senderOf(city: City): string {
  return city.warningPolicy?.sender.id ?? `urn:guanlan:${city.code}`;
}

interface InfoContext extends CapContext {
  readonly language: Language;
  time(ms: number): string;
}

function info(warning: Warning, { kind, sentAt }: BulletinRef, context: InfoContext): XmlElement {
  const { city, language, time } = context;
  const terms = capTerms(warning);
  const sender = city.warningPolicy?.sender;
  const contact = contactOfArea(city, warning.areaCode);
  const name = sender?.name ?? contact.unitName;
  const isPublicPhone = classOfField(city, "phone", null) === "public";
  const phone = sender?.contact ?? (isPublicPhone ? contact.unitPhone : null);
  const onset = Math.min(warning.draftedAt, sentAt);
  const web = sender?.web ?? null;
  const shape = shapeOf(warning, city, context.outlines);
  return element("info", [
    element("language", languages[language]),
    ...terms.categories.map((category) => element("category", category)),
    element("event", hazardNames[warning.hazard][language]),
    element("responseType", terms.responseType),
    element("urgency", terms.urgency),
    element("severity", terms.severity),
    element("certainty", terms.certainty),
    element("effective", time(sentAt)),
    element("onset", time(onset)),
    isStillValid(kind) && warning.expiresAt !== undefined ? element("expires", time(warning.expiresAt)) : null,
    name === null ? null : element("senderName", name[language]),
    element("headline", headline(warning, language)),
    element("description", capDescription(warning, { city, language })),
    element("instruction", publicAdvice(warning)[language]),
    web === null ? null : element("web", web),
    phone === null ? null : element("contact", phone),
    ...capParameters(warning, { city, language, shape }).map(([key, value]) => named("parameter", key, value)),
    area(warning, shape, context),
  ]);
}

function isStillValid(kind: BulletinKind): boolean {
  return kind !== "Cancel";
}

/** Feeds show little more than this. */
function headline({ title, isExercise }: Warning, language: Language): string {
  return isExercise === true ? `${capTexts.exercise[language]} ${title[language]}` : title[language];
}

function area({ areaCode }: Warning, { rings, circle }: AreaShape, { city, language }: InfoContext): XmlElement {
  const { areaPath, areaName } = areaNames(city, areaCode);
  const desc = (areaPath.length === 0 ? [areaName] : areaPath).map((each) => each[language]);
  return element("area", [
    element("areaDesc", language === "zh" ? desc.join("") : desc.toReversed().join(", ")),
    ...rings.map((ring) => element("polygon", ring.map(([x, y]) => `${y},${x}`).join(" "))),
    circle === null ? null : element("circle", `${circle.latitude},${circle.longitude} ${circle.radiusKm}`),
    named("geocode", /^\d{6}$/.test(areaCode) ? "GB/T 2260" : "areaCode", areaCode),
  ]);
}

function named(name: "parameter" | "geocode", key: string, value: string): XmlElement {
  return element(name, [element("valueName", key), element("value", value)]);
}
