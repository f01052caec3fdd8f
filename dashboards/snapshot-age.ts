/** How far panels look back for what the hub samples every 10 s. Older than this, a sample says nothing of now. */
export const snapshotAge = "1m";

/** The same for devices and limits, sampled every minute. */
export const deviceSampleAge = "3m";
