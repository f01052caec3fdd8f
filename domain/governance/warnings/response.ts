import type { AreaCode, ResponseId, WarningId } from "../../ids.ts";
import type { ResponseLevel } from "../../inputs/acts/response-action.ts";
import type { BilingualText } from "../../text.ts";
import type { PersonsAct } from "../case-record.ts";

/** What the headquarters did about an emergency response: 启动, 调整, 终止. */
export const responseMoves = ["start", "adjust", "terminate"] as const;

export type ResponseMove = (typeof responseMoves)[number];

/** Where an emergency response stands. */
export const responseStates = ["active", "terminated"] as const;

export type ResponseState = (typeof responseStates)[number];

/** One word of the headquarters. */
export interface ResponseChange extends PersonsAct {
  readonly do: ResponseMove;
  readonly level: ResponseLevel;
  readonly reason: string;
}

/** An emergency response 应急响应 of an area, as the headquarters started it: another thing than a warning, with another scale. */
export interface EmergencyResponse {
  readonly id: ResponseId;
  readonly areaCode: AreaCode;
  readonly state: ResponseState;
  /** The last one that it had, once terminated. */
  readonly level: ResponseLevel;
  /** Our clock, ms since 1970. */
  readonly startedAt: number;
  readonly terminatedAt: number | null;
  /** Warnings that it was started or adjusted upon. */
  readonly warningIds: readonly WarningId[];
  /** Every word of the headquarters, oldest first. */
  readonly changes: readonly ResponseChange[];
  readonly revision: number;
}

/** Where a response stood at one revision. */
export interface ResponseStatus {
  readonly state: ResponseState;
  readonly level: ResponseLevel;
  readonly revision: number;
}

/** A response for a reader who has no city folder at hand. */
export interface ResponseSummary extends Omit<EmergencyResponse, "changes"> {
  readonly levelName: BilingualText;
  readonly areaName: BilingualText;
  readonly areaPath: readonly BilingualText[];
  readonly unitName: BilingualText | null;
  readonly unitPhone: string | null;
  /** Path of the response in the hub's API. */
  readonly link: string;
}
