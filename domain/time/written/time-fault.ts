/**
 * Why a time could not be read.
 *
 * - `unreadable`: it is no time
 * - `no_zone`: it is right but for its zone
 * - `date_order`: day and month may change places
 * - `short_year`: its year has two digits
 * - `serial`: a number that may be a spreadsheet's date
 * - `unknown_zone`: its zone is letters that mean several zones, or none
 * - `no_such_time`: clocks in its zone never showed it
 */
export type TimeFault =
  | "unreadable"
  | "no_zone"
  | "date_order"
  | "short_year"
  | "serial"
  | "unknown_zone"
  | "no_such_time";
