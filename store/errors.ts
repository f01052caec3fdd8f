import { HubError } from "../domain/errors.ts";
import type { BilingualText } from "../domain/text.ts";
import { fill } from "../locales/fill.ts";
import { errorWords } from "../locales/format/error-words.ts";
import { databaseFailureTexts, storeActionTexts } from "../locales/store/database.ts";
import { storeTexts } from "../locales/store/errors.ts";

/** Every code this room throws, with what it means and what to do. */
export const storeErrors = {
  "store.disk_full": databaseFailureTexts["store.disk_full"].en,
  "store.busy": databaseFailureTexts["store.busy"].en,
  "store.write_failed": databaseFailureTexts["store.write_failed"].en,
  "store.read_only": databaseFailureTexts["store.read_only"].en,
  "store.corrupt": databaseFailureTexts["store.corrupt"].en,
  "store.cannot_open": databaseFailureTexts["store.cannot_open"].en,
  "store.not_durable": "SQLite would not promise fsync on commit here: use a local disk, no network share.",
  "store.folder_in_use": "Another hub holds the data folder: stop it, or give this one a folder of its own.",
  "store.schema_too_new": "A newer Guanlan wrote the data folder: run that version, or restore a backup from before.",
  "store.stale_writer":
    "Another process has committed what this hub was about to: this one stops judging; run one hub on a store.",
  "store.not_found": "What was asked for is not in the store: check the id.",
  "store.too_many_tokens": "The device has two valid tokens already: revoke them or ask for a replacement.",
  "store.backup_exists": "The backup folder already holds a backup: name a new folder.",
  "store.backup_incomplete":
    "The folder holds a backup that was never finished: take a whole one, or back up into it again.",
  "store.backup_damaged": "A file of the backup is missing or is another than was copied: take another backup.",
  "store.reserve_too_large":
    "`store.minFreeBytes` is more than the whole disk: nothing would ever be acknowledged; set less, or take another disk.",
  "store.journal_behind":
    "The state has decided rows that the journal does not have: one of the two files is of another time; restore a backup.",
  "store.folder_not_empty": "A backup is restored into a folder without data: move away what is there.",
  "store.worker_stopped": "A thread of the store has stopped: the hub must be started again.",
  "store.influx_secret_missing":
    "`influx.auth` calls for a secret that is nowhere: set its variable or file, as docs/influx.md says.",
  "store.influx_unreachable": "InfluxDB gave no answer: it is tried again; check that it runs and `influx.url`.",
  "store.influx_query_failed": "InfluxDB refused to read: check its version and the user's or token's rights.",
  "store.influx_held": "InfluxDB takes nothing from the hub: mend what its words say, such as token or database.",
  "store.influx_disabled": "A command needs InfluxDB and the settings leave it out: set `influx.enabled`.",
  "store.influx_other_target":
    "The hub's copy is of another InfluxDB than the settings name: start the hub with them first.",
  "store.account_exists": "An account was to be made under an id that another has: choose another.",
  "store.subject_taken":
    "A subject of the identity provider was to be given to a second account: take it from the first, or mind the spelling.",
  "store.bad_page": "A page was asked for with a mark that no list gave out: start again from the first page.",
} as const;

export type StoreErrorCode = keyof typeof storeErrors;

/** A `HubError` of this room. */
export function storeError(
  code: StoreErrorCode,
  words: BilingualText,
  options: { readonly cause?: unknown; readonly isRetryable?: boolean } = {},
): HubError {
  return new HubError(code, words, options);
}

/**
 * @param expected commits that the writer knew of
 * @param found commits there are
 */
export function staleWriter(expected: number, found: number): HubError {
  return storeError("store.stale_writer", fill(storeTexts["stale-writer"], { expected, found }));
}

/**
 * @param decided row up to which the state has decided
 * @param end newest row of the journal
 */
export function journalBehind(decided: number, end: number): HubError {
  return storeError("store.journal_behind", fill(storeTexts["journal-behind"], { decided, end }));
}

export function ruleSetNotKept(digest: string): HubError {
  return storeError("store.not_found", fill(storeTexts["rule-set-not-kept"], { digest }));
}

export function accountExists(account: string): HubError {
  return storeError("store.account_exists", fill(storeTexts["account-exists"], { account }));
}

/** @param account the one that has the subject */
export function subjectTaken(subject: string, account: string): HubError {
  return storeError("store.subject_taken", fill(storeTexts["subject-taken"], { subject, account }));
}

export function unknownAccount(account: string): HubError {
  return storeError("store.not_found", fill(storeTexts["unknown-account"], { account }));
}

export function badPage(): HubError {
  return storeError("store.bad_page", storeTexts["bad-page"]);
}

/** @param action what was being done with the delivery */
export function deliveryNotKept(action: "read-body" | "record-attempt", deliveryId: number): HubError {
  const words = { action: fill(storeActionTexts[action], { id: deliveryId }) };
  return storeError("store.not_found", fill(storeTexts["delivery-not-kept"], words));
}

export function noJournalFile(path: string): HubError {
  return storeError("store.not_found", fill(storeTexts["no-journal-file"], { path }));
}

/** Primary result codes of SQLite, the low byte of the extended ones. */
const codesByResult: Readonly<
  Record<number, readonly [code: keyof typeof databaseFailureTexts, isRetryable: boolean]>
> = {
  5: ["store.busy", true],
  6: ["store.busy", true],
  8: ["store.read_only", false],
  10: ["store.write_failed", true],
  11: ["store.corrupt", false],
  13: ["store.disk_full", true],
  14: ["store.cannot_open", false],
  26: ["store.corrupt", false],
};

/**
 * What went wrong in SQLite, as one of our codes. A `HubError` comes back as it is.
 *
 * @param action what was being done, one of `storeActionTexts` filled in
 */
export function toStoreError(action: BilingualText, error: unknown): HubError {
  if (error instanceof HubError) return error;
  const result = (error as { readonly errcode?: unknown } | null)?.errcode;
  const [code, isRetryable] = (typeof result === "number" ? codesByResult[result & 0xff] : undefined) ?? [
    "store.write_failed",
    false,
  ];
  const blanks = { action, words: errorWords(error), advice: databaseFailureTexts[code] };
  return new HubError(code, fill(storeTexts["database-failed"], blanks), { cause: error, isRetryable });
}
