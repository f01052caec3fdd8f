import { join } from "node:path";
import { Command } from "commander";
import { measureText } from "./measure/measure-text.ts";
import { measureTree } from "./measure/measure-tree.ts";

/** `npm run measure`: sizes and shape of the sources, to look at; it judges nothing and never fails for what it finds. */
const command = new Command("measure")
  .description("prints sizes of rooms, folders, files and functions, import circles and documented exports")
  .argument("[folder]", "root of the tree to measure", join(import.meta.dirname, ".."))
  .option("--json", "prints the same as JSON, lines and counts as numbers")
  .action((folder: string, { json }: { readonly json?: true }) => {
    const measure = measureTree(folder);
    process.stdout.write(json === true ? `${JSON.stringify(measure, null, 2)}\n` : measureText(measure));
  });

try {
  command.parse();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
