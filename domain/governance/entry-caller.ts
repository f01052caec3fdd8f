/** Who the hub knows to have caused an entry of the log: the account or token that the call was made with. */
export interface EntryCaller {
  readonly kind: "account" | "token";
  /** Id of the account or token: it never becomes another's, as a name may. */
  readonly id: string;
  /** As it was called at that time. */
  readonly name: string;
}

/** What a call of the API has caused. */
export interface Called {
  /** Absent for what the hub, its command line or a device entered, and in entries of old releases. */
  readonly caller?: EntryCaller;
}

/** The caller alone, to be kept with what follows from a call; nothing for none. */
export function callerOf({ caller }: { readonly caller?: EntryCaller | undefined }): Called {
  return caller === undefined ? {} : { caller };
}
