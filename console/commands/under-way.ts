import { type Act, acts, isOpen } from "../acts/act-queue.ts";
import { useStore } from "../live/store.ts";

/** Whether an act about something is sent and not answered: no other about the same begins before. */
export function isUnderWay(about: string, all: readonly Act[] = acts.value): boolean {
  return all.some((act) => act.about === about && isOpen(act));
}

/** The same, drawn anew as it begins and ends. @param about nothing where left out */
export function useUnderWay(about?: string): boolean {
  return useStore(acts, (all) => about !== undefined && isUnderWay(about, all));
}
