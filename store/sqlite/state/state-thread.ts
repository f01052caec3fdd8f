import { workerData } from "node:worker_threads";
import { serve } from "../serve-calls.ts";
import { openState, type StateStart } from "./state-offers.ts";

serve(() => openState(workerData as StateStart));
