import { workerData } from "node:worker_threads";
import { openReader, type ReaderStart } from "./reader-offers.ts";
import { serve } from "./serve-calls.ts";

serve(() => openReader(workerData as ReaderStart));
