import type { Actor } from "../../governance/actor.ts";
import type { AreaCode, WarningId } from "../../ids.ts";

/** Levels of emergency response 应急响应, IV the lowest. */
export const responseLevels = ["IV", "III", "II", "I"] as const;

export type ResponseLevel = (typeof responseLevels)[number];

/** The flood-control headquarters starts 启动, adjusts 调整 or terminates 终止 the emergency response of an area; the hub records it. */
export interface ResponseAction {
  readonly kind: "response-action";
  readonly areaCode: AreaCode;
  readonly by: string;
  /** Absent for an operator at the hub. */
  readonly actor?: Actor;
  /** The revision of the area's response that the caller has seen; absent for any. */
  readonly ifRevision?: number;
  readonly action:
    | {
        readonly do: "start" | "adjust";
        readonly level: ResponseLevel;
        readonly reason: string;
        readonly warningIds: readonly WarningId[];
      }
    | { readonly do: "terminate"; readonly reason: string };
}
