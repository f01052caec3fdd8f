import type { CaseMove } from "../../api/wire.ts";

/** A field that a move asks for; `isNeeded` where it cannot be left out. */
export interface MoveField {
  readonly name: "reason" | "text" | "unitId" | "person" | "until" | "note";
  readonly isNeeded: boolean;
}

const needed = (name: MoveField["name"]): MoveField => ({ name, isNeeded: true });

/** What a move asks for beside its name, as the API wants it. */
export function fieldsOf({ do: kind, lacking }: Pick<CaseMove, "do" | "lacking">): readonly MoveField[] {
  switch (kind) {
    case "acknowledge":
    case "register":
    case "accept":
    case "resume":
      return [];
    case "comment":
    case "feedback":
      return [needed("text")];
    case "verify":
      return [{ name: "text", isNeeded: false }];
    case "dispatch":
      return [needed("unitId"), { name: "note", isNeeded: false }];
    case "assign":
      return [needed("person")];
    case "close":
      return lacking.length === 0 ? [] : [needed("reason")];
    case "return":
    case "rework":
    case "void":
    case "supervise":
      return [needed("reason")];
    case "suspend":
    case "extend":
      return [needed("until"), needed("reason")];
  }
}
