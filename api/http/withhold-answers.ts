import { z } from "zod";
import type { App } from "../app.ts";
import { withoutFields } from "../scope/withhold-fields.ts";

/**
 * Takes fields that the caller has no right to out of every answer that is given as an object, by the schema of its status.
 * What a route sends as text, CSV or an archive it has to make without them.
 */
export function withholdAnswers(app: App): void {
  // With a callback: an answer of a city that withholds nothing waits for no promise.
  app.addHook("preSerialization", (request, reply, answer, done) => {
    const { fields } = request.scope;
    if (!fields.isAny) return done(null, answer);
    const { response } = request.routeOptions.schema ?? {};
    const schema = schemaIn((response as Readonly<Record<string, unknown>> | undefined)?.[reply.statusCode]);
    return done(null, schema === null ? answer : withoutFields(schema, answer, fields));
  });
}

/** A schema, given by itself or as one of several forms of an answer; null for none. */
function schemaIn(answer: unknown): z.ZodType | null {
  if (answer instanceof z.ZodType) return answer;
  const { content } = {
    content: undefined,
    ...(answer as { content?: Readonly<Record<string, { schema?: unknown }>> }),
  };
  const schema = content?.["application/json"]?.schema;
  return schema instanceof z.ZodType ? schema : null;
}
