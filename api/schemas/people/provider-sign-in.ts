import { z } from "zod";

/** Browsers come by links, to which anybody may add: nothing of it is read. */
export const signInQuery = z.looseObject({});

/** Checked by openid-client, not here: a browser that is refused is to land on a page. */
export const providerAnswer = z
  .looseObject({
    code: z.unknown().optional().describe("Good once"),
    state: z.unknown().optional().describe("As the hub sent it"),
    iss: z.unknown().optional().describe("RFC 9207"),
    error: z.unknown().optional().describe("RFC 6749, section 4.1.2.1"),
  })
  .describe("OpenID Connect Core 1.0, section 3.1.2.5");

export const toElsewhere = {
  description: "Where the browser goes; to the console with `#refused=` and a code where nobody is signed in",
  content: { "text/plain": { schema: z.undefined() } },
};
