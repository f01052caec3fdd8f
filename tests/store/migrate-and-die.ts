import { migrate } from "../../store/sqlite/migrate.ts";
import { openDatabase } from "../../store/sqlite/open-database.ts";

/** Child process of migrate.test.ts: is killed inside one step of a migration, after its statements and before its commit. */
const [file, killedIn, steps] = process.argv.slice(2);
const database = openDatabase(file!);
database.function("die", () => {
  process.kill(process.pid, "SIGKILL");
  // The signal is on its way; the statement must not end first.
  for (const until = Date.now() + 5_000; Date.now() < until; );
  return null;
});
const deadly = (JSON.parse(steps!) as readonly string[]).map((sql, step) =>
  step === Number(killedIn) ? `${sql}; SELECT die()` : sql,
);
migrate(database, deadly, file!);
