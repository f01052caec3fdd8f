import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";

/** How the OpenAPI document is made of the routes and their zod schemas. */
export function openApiOptions(version: string): FastifyDynamicSwaggerOptions {
  const withComponents = createJsonSchemaTransformObject({});
  return {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Guanlan API",
        version,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
        description:
          "Instants are ISO 8601 in UTC. A value that is not known is null, never 0. Unknown query parameters and body fields are refused. Errors are RFC 9457 problems in the language of Accept-Language (zh, en). Ids in paths are percent-encoded, also a slash in a gauge id (%2F).",
      },
      servers: [],
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "guanlan_session", description: "From signIn, for browsers" },
          bearer: { type: "http", scheme: "bearer", description: "`guanlan token create` makes one" },
        },
      },
    },
    transform: createJsonSchemaTransform({}),
    transformObject: (document) => onlyReferred(withComponents(document)),
  };
}

type OpenApiObject = ReturnType<ReturnType<typeof createJsonSchemaTransformObject>>;

/** Drops component schemas nothing refers to: each is made twice, for going in and for coming out. */
function onlyReferred(document: OpenApiObject): OpenApiObject {
  const { components } = document as { components: { schemas: Record<string, unknown> } };
  const schemas = { ...components.schemas };
  for (;;) {
    const text = JSON.stringify({ ...document, components: { schemas } });
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    if (unused.length === 0) break;
    for (const name of unused) delete schemas[name];
  }
  return { ...document, components: { ...components, schemas } } as OpenApiObject;
}
