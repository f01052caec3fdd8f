/**
 * A flag given after the journal had the observation stands in the state, by gauge id and time, committed with
 * everything else that reading it brought about; the journal keeps the row as it came. Whoever reads rows for people
 * reads them as put together here, over a journal connection that has the state attached as `state`.
 */
export const newestFlag = `
  LEFT JOIN gauge AS g ON g.gauge = o.gauge
  LEFT JOIN state.flag_change AS f ON f.gauge_id = g.id AND f.observed_at = o.observed_at`;

/** Flag of row `o` after `newestFlag`. */
const flag = "ifnull(f.flag, o.flag)";

/** Failed checks of row `o` after `newestFlag`. */
const failedChecks = "ifnull(f.checks, o.checks)";

/** Columns of an observation `o` after `newestFlag`, in the order of a journalled row. */
export const flaggedColumns = `o.seq, o.gauge, o.observed_at, o.received_at, o.value,
  ${flag} AS flag, ${failedChecks} AS checks, o.device_time, o.device_seq`;

/** Whether row `o` counts in a roll-up, after `newestFlag`. */
export const isJudged = `${flag} <= 3 AND o.value IS NOT NULL`;
