/** When a city's offices work. Days and hours are those of the city's zone. */
export interface WorkingCalendar {
  /** Days of the week that are worked, 1 Monday to 7 Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Spans of a working day, minutes after midnight, in order, none in another. */
  readonly hours: readonly WorkingSpan[];
  /** Years whose holidays are known. */
  readonly years: ReadonlySet<number>;
  /** Holidays 放假, as days since 1970-01-01. */
  readonly holidays: ReadonlySet<number>;
  /** Days of weekends that are worked 调休上班, as days since 1970-01-01. */
  readonly makeUpDays: ReadonlySet<number>;
}

export interface WorkingSpan {
  readonly from: number;
  readonly to: number;
}
