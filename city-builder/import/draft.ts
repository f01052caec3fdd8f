import type { Position } from "../../domain/city/area-outline.ts";
import type { StationKind } from "../../domain/city/city.ts";
import type { Property } from "../../domain/city/property.ts";
import type { BilingualText } from "../../domain/text.ts";

/** A gauge as one line of a sheet has it; null for what the line does not say. */
export interface GaugeDraft {
  readonly id: string | null;
  readonly device: string | null;
  readonly gateway: string | null;
  readonly channel: string | null;
  readonly property: Property;
  /** Unit the device sends. */
  readonly unit: string | null;
  readonly datum: string | null;
  /** Canonical unit. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** As city files write it: `5min`. */
  readonly interval: string | null;
}

/** A station as one line of a sheet has it; null for what the line does not say. */
export interface StationDraft {
  readonly id: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly kind: StationKind | null;
  readonly tags: readonly string[];
  /** Code of an area of the city. */
  readonly area: string | null;
  /** WGS 84. */
  readonly position: Position | null;
  readonly importance: 1 | 2 | 3 | null;
  /** Id of a responsible unit of the city. */
  readonly unit: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly gauges: readonly GaugeDraft[];
}

/** What becomes of a line of the sheet. */
export type LineOutcome = "taken" | "changed" | "same" | "refused";

/** What is said of one line of a sheet, in the order in which it was found. */
export class LineNotes {
  readonly line: number;
  /** What is read otherwise than it stands in the sheet. */
  readonly readAs: BilingualText[] = [];
  /** What is written otherwise than it stood in the city. */
  readonly edits: BilingualText[] = [];
  /** What the sheet does not say and is written all the same. */
  readonly assumed: BilingualText[] = [];
  /** Why nothing of the line is written, each with what to do. */
  readonly refusals: BilingualText[] = [];

  constructor(line: number) {
    this.line = line;
  }

  /** Columns whose value is refused: that a new station lacks it needs no saying. */
  readonly refusedFields = new Set<string>();

  /** For a value that is refused: the reason is kept, the value is none. */
  refuse(why: BilingualText, field?: string): null {
    this.refusals.push(why);
    if (field !== undefined) this.refusedFields.add(field);
    return null;
  }
}
