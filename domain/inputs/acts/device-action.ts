import type { ErrorCode } from "../../errors.ts";
import type { DeviceId } from "../../ids.ts";

/** A person acts on a device. It decides nothing: it is in the log for the audit trail. */
export interface DeviceAction {
  readonly kind: "device-action";
  readonly deviceId: DeviceId;
  readonly by: string;
  readonly action: /** `digest`: SHA-256 of the payload as the device gets it, hex; a payload may hold a secret. */
    | { readonly do: "command"; readonly commandId: string | null; readonly digest: string }
    | { readonly do: "command-refused"; readonly commandId: string | null; readonly code: ErrorCode }
    | { readonly do: "add-token"; readonly isReplacing: boolean }
    | { readonly do: "revoke-tokens"; readonly count: number };
}
