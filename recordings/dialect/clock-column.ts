/** What the numbers of a column of clock times are: hours, or digits from the right, `5` for 00:05 and `130` for 01:30. */
export type ClockForm = "hours" | "hhmm" | "hhmmss";

/** Whether the last of the columns of a time holds the whole clock time: date and time, or year, month, day and time. */
export function hasClockColumn(time: readonly number[]): boolean {
  return time.length === 2 || time.length === 4;
}

/** What the numbers of a column of clock times are; all of one column are the same. */
export class ClockEvidence {
  #widest = 0;
  #isBeyondHours = false;

  add(cell: string): void {
    const text = cell.trim();
    if (!/^\d{1,6}$/.test(text)) return;
    this.#widest = Math.max(this.#widest, text.length);
    if (text.length > 2 || Number(text) > 24) this.#isBeyondHours = true;
  }

  /** Null where no cell is a number alone. */
  form(name: string): ClockForm | null {
    if (this.#widest === 0) return null;
    if (this.#widest > 4) return "hhmmss";
    return this.#isBeyondHours || /hh?mm/i.test(name) ? "hhmm" : "hours";
  }
}

/** A clock time of digits alone, its zeros put back; any other as it is. */
export function clockText(cell: string, form: ClockForm | null): string {
  if (form === null || form === "hours" || !/^\d{1,6}$/.test(cell)) return cell;
  return cell.padStart(form.length, "0");
}
