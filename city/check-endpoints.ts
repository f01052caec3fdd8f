import { cityTexts } from "../locales/city.ts";
import { fill } from "../locales/fill.ts";
import type { Endpoint } from "../webhooks/endpoints/endpoint-schema.ts";
import { isSecretVariable } from "../webhooks/endpoints/secret-variable.ts";
import type { ConfigProblem } from "../yaml/problem.ts";
import type { Declaration } from "./city-files.ts";

/** A secret's variable that begins like a setting must not be taken for a misspelt one when the hub starts. */
export function checkEndpoint(endpoint: Declaration<Endpoint>): readonly ConfigProblem[] {
  const name = endpoint.value.secretEnv;
  if (name === undefined || !name.toUpperCase().startsWith("GUANLAN_") || isSecretVariable(name)) return [];
  return [
    {
      where: endpoint.place(["secretEnv"]),
      path: endpoint.path(["secretEnv"]),
      wanted: cityTexts["wanted.secret-variable"],
      got: name,
      fix: fill(cityTexts["fix.secret-variable"], { name: name.toUpperCase() }),
    },
  ];
}
