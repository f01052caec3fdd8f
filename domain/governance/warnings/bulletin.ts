import type { Hazard } from "../../city/hazard.ts";
import type { Level } from "../../city/level.ts";
import type { AreaCode, WarningId } from "../../ids.ts";
import type { BilingualText } from "../../text.ts";

/** What a bulletin is to those who had an earlier one. */
export const bulletinKinds = ["Alert", "Update", "Cancel"] as const;

export type BulletinKind = (typeof bulletinKinds)[number];

/** Place of a bulletin in the chain of its warning. */
export interface BulletinRef {
  /** Revision of the warning that it says. */
  readonly revision: number;
  readonly kind: BulletinKind;
  /** Our clock in whole seconds, ms since 1970. */
  readonly sentAt: number;
}

/** What is said of a bulletin beside its text. */
export interface BulletinFacts extends BulletinRef {
  /** One in all of the city's bulletins. */
  readonly identifier: string;
  readonly warningId: WarningId;
  readonly hazard: Hazard;
  readonly areaCode: AreaCode;
  readonly level: Level;
  readonly title: BilingualText;
  /** The notice in words for the public. */
  readonly summary: BilingualText;
  /** True for one of a drill: never given to the public. */
  readonly isExercise: boolean;
}

/** One issued revision of a warning as a CAP 1.2 message. Written once, when it is issued; its bytes never change. */
export interface Bulletin extends BulletinFacts {
  readonly xml: string;
}

/** `warning-….3`: no space, comma or mark of XML, as CAP 1.2 wants it of an identifier. */
export function bulletinIdentifier(warningId: WarningId, revision: number): string {
  return `${warningId}.${revision}`;
}
