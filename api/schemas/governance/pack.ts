import { z } from "zod";

/** An archive, as documents describe it. */
export const packAnswer = {
  200: {
    description: "A ZIP archive: index.html, data, charts, manifest.json with the SHA-256 of each, and its signature",
    content: { "application/zip": { schema: z.string().meta({ format: "binary" }) } },
  },
};
