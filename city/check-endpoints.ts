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
      wanted: "a name that ends in _SECRET, or does not begin with GUANLAN_",
      got: name,
      fix: `write ${name.toUpperCase()}_SECRET`,
    },
  ];
}
