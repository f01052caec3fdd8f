import type { BrokerSettings } from "../settings.ts";
import { listenerKinds } from "./kinds.ts";
import type { ListenerAddress, ListenerKind } from "./listener.ts";

/** A listener that the settings ask for. */
export interface ConfiguredListener {
  readonly kind: ListenerKind;
  /** Where it stands in the settings: `["broker", "tcp"]`, `["broker", "listeners", 0]`. */
  readonly path: readonly (string | number)[];
  readonly settings: ListenerAddress;
}

/** All listeners to open: the groups that are enabled, in the order of the kinds, then the entries of the list. */
export function configuredListeners(settings: BrokerSettings): readonly ConfiguredListener[] {
  const named = listenerKinds.flatMap((kind) => {
    const group = settings[kind.kind];
    return group.enabled ? [{ kind, path: ["broker", kind.kind], settings: group }] : [];
  });
  const listed = settings.listeners.flatMap((entry, index) =>
    listenerKinds
      .filter(({ kind }) => kind === entry.kind)
      .map((kind) => ({ kind, path: ["broker", "listeners", index], settings: entry })),
  );
  return [...named, ...listed];
}
