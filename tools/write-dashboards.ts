import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { loadCity } from "../city/load-city.ts";
import { generatedFiles } from "../dashboards/all-boards.ts";
import { systemClock } from "../domain/clock.ts";
import { writePages } from "./board-pages/write-pages.ts";

interface WriteDashboardsOptions {
  readonly city: string;
  readonly zone?: string;
  readonly pages?: string;
  readonly influx: string;
  readonly database: string;
  readonly station?: string;
}

const folder = join(import.meta.dirname, "..", "dashboards", "grafana");

/** `npm run dashboards`: writes boards and map of a city anew, and pages of them for who has no Grafana. */
const command = new Command("dashboards")
  .description("writes the Grafana boards of a city; --pages draws them with what InfluxDB holds, without Grafana")
  .option("--city <folder>", "folder of the city", "cities/zhengzhou")
  .option("--zone <name>", "time zone the boards show, if not the city's")
  .option("--pages <folder>", "writes one HTML page a board there instead of the boards")
  .option(
    "--influx <url>",
    "where the pages' queries are run; user and password may stand in it",
    "http://127.0.0.1:8086",
  )
  .option("--database <name>", "database of 1.x, bucket of 2.x", "guanlan")
  .option("--station <id>", "station that the station board shows")
  .action(async (options: WriteDashboardsOptions) => {
    const { city, outlines, map } = loadCity(options.city);
    const drawn = { outlines, map };
    const timeZone = options.zone ?? city.timeZone;
    if (options.pages === undefined) {
      rmSync(join(folder, "boards"), { recursive: true, force: true });
      for (const [name, text] of Object.entries(generatedFiles(city, timeZone, drawn))) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      return;
    }
    const written = await writePages({
      city,
      drawn,
      timeZone,
      folder: options.pages,
      source: { url: options.influx, database: options.database, token: process.env.GUANLAN_INFLUX_TOKEN ?? null },
      choices: options.station === undefined ? {} : { station: options.station },
      now: systemClock(),
    });
    for (const path of written) process.stdout.write(`${path}\n`);
  });

await command.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
