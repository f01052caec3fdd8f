import { workerData } from "node:worker_threads";
import { serve } from "../store/sqlite/serve-calls.ts";
import { type InfluxStart, openInflux } from "./influx-offers.ts";

serve(() => openInflux(workerData as InfluxStart));
