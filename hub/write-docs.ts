import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApiText } from "../api/openapi-document.ts";
import { errorsMarkdown } from "./errors-docs.ts";
import { settingsMarkdown } from "./settings-docs.ts";
import { version } from "./version.ts";

/** Every page made from code, by its name in docs/; tests compare each with the file. */
export async function generatedDocs(): Promise<Readonly<Record<string, string>>> {
  return {
    "settings.md": settingsMarkdown(),
    "errors.md": errorsMarkdown(),
    "openapi.json": await openApiText(version),
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(await generatedDocs())) {
    writeFileSync(join(import.meta.dirname, "..", "docs", name), text);
  }
}
