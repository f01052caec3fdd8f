import type { DeviceId } from "../../domain/ids.ts";
import type { SentRow } from "../truth/truth-row.ts";

/** What a device does at a moment of the scenario's clock, ms since 1970. `client` is who is connected: the device or its gateway. */
export type DeviceAct =
  | { readonly kind: "connect"; readonly at: number; readonly client: DeviceId }
  /** `lost`: without a word, so that the last will speaks for it. */
  | { readonly kind: "disconnect"; readonly at: number; readonly client: DeviceId; readonly lost: boolean }
  | {
      readonly kind: "publish";
      readonly at: number;
      readonly client: DeviceId;
      readonly topic: string;
      readonly payload: string;
      /** The readings in it, for the truth file. */
      readonly rows: readonly SentRow[];
    };
