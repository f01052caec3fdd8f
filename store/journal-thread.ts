import { workerData } from "node:worker_threads";
import { type JournalStart, openJournal } from "./journal-offers.ts";
import { serve } from "./serve-calls.ts";

serve(() => openJournal(workerData as JournalStart));
