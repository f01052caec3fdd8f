import type { Settings } from "./settings.ts";

/** Where people open the hub, without a slash at the end; null where nobody has said. */
export function publicUrlOf({ hub }: Pick<Settings, "hub">): string | null {
  return hub.publicUrl?.replace(/\/+$/, "") ?? null;
}
