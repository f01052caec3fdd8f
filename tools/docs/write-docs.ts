import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApiText } from "../../api/openapi/openapi-document.ts";
import { version } from "../../hub/version.ts";
import { ruleSchemaJson } from "../../rules/language/rule-schema-json.ts";
import { errorsMarkdown } from "./errors-docs.ts";
import { messagesMarkdown } from "./messages/messages-docs.ts";
import { withMoves } from "./moves-docs.ts";
import { backtestJsonSchema, withReportFields } from "./report-docs.ts";
import { withScenarios } from "./scenarios-docs.ts";
import { withSchemaTables } from "./schema-docs.ts";
import { settingsMarkdown } from "./settings-docs.ts";
import { withSteps } from "./steps-docs.ts";
import { webhooksJsonSchema } from "./webhooks-docs.ts";

const docs = join(import.meta.dirname, "..", "..", "docs");

/** Every page made from code, by its name in docs/; tests compare each with the file. */
export async function generatedDocs(): Promise<Readonly<Record<string, string>>> {
  return {
    "settings.md": settingsMarkdown(),
    "errors.md": errorsMarkdown(),
    "messages.md": await messagesMarkdown(),
    "architecture.md": withSteps(readFileSync(join(docs, "architecture.md"), "utf8")),
    "governance.md": withMoves(readFileSync(join(docs, "governance.md"), "utf8")),
    "scenarios.md": withScenarios(readFileSync(join(docs, "scenarios.md"), "utf8")),
    "rules.schema.json": `${JSON.stringify(ruleSchemaJson(), null, 2)}\n`,
    "backtest.md": withReportFields(readFileSync(join(docs, "backtest.md"), "utf8")),
    "backtest.schema.json": backtestJsonSchema(),
    "influx.md": withSchemaTables(readFileSync(join(docs, "influx.md"), "utf8")),
    "webhooks.schema.json": webhooksJsonSchema(),
    "openapi.json": await openApiText(version),
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(await generatedDocs())) {
    writeFileSync(join(docs, name), text);
  }
}
