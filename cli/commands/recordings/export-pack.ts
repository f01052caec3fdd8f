import { HubError } from "../../../domain/errors.ts";
import { fill } from "../../../locales/fill.ts";
import { packVerifyTexts } from "../../../locales/record/pack.ts";
import { exportTexts } from "../../../locales/terminal/export.ts";
import { verifyPack } from "../../../record/pack/verify-pack.ts";
import { readNamedFile, readNamedKey } from "../../named-file.ts";
import type { Terminal } from "../../terminal.ts";

/** What inquiry packs are made of. */
export const packKinds = ["case", "warning", "period"] as const;

export type PackKind = (typeof packKinds)[number];

export interface PackFlags {
  readonly from?: string;
  readonly to?: string;
  readonly api: string;
  readonly key?: string;
  readonly dataClass?: "internal" | "restricted";
}

export function isPackKind(text: string): text is PackKind {
  return packKinds.some((kind) => kind === text);
}

/** Where the hub gives out a pack. @throws {HubError} `hub.bad_arguments` */
export function packUrl(kind: PackKind, id: string | undefined, flags: PackFlags): URL {
  const url = matterUrl(kind, id, flags);
  if (flags.dataClass !== undefined) url.searchParams.set("dataClass", flags.dataClass);
  return url;
}

function matterUrl(kind: PackKind, id: string | undefined, { from, to, api }: PackFlags): URL {
  if (kind === "period") {
    if (from === undefined || to === undefined) throw badArguments("name-the-span");
    const url = new URL("/api/v1/packs", api);
    url.searchParams.set("from", from);
    url.searchParams.set("to", to);
    return url;
  }
  if (id === undefined) throw badArguments("name-the-matter");
  return new URL(`/api/v1/${kind}s/${encodeURIComponent(id)}/pack`, api);
}

/** Says whether a pack is what was sealed. @throws {HubError} `record.bad_pack`, `hub.bad_arguments` */
export function sayVerified(file: string | undefined, { key }: PackFlags, { say, print }: Terminal): void {
  if (file === undefined) throw badArguments("name-the-file");
  const publicPem = key === undefined ? null : readNamedKey(key);
  const { files, keyId, madeAt } = verifyPack(readNamedFile(file), file, publicPem);
  print(say(fill(packVerifyTexts.sound, { files: files.length, key: keyId, at: madeAt })));
  if (publicPem === null) print(say(packVerifyTexts["own-key"]));
}

function badArguments(text: "name-the-span" | "name-the-matter" | "name-the-file"): HubError {
  return new HubError("hub.bad_arguments", exportTexts[text]);
}
