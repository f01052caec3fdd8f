import { workerData } from "node:worker_threads";
import { serve } from "../serve-calls.ts";
import { type JournalStart, openJournal } from "./journal-offers.ts";

serve(() => openJournal(workerData as JournalStart));
