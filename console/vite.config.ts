import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const folder = join(import.meta.dirname, "dist");

/** The console's pages, built into `dist/` and served by the hub: no script or style inline, every name with its hash. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: "es2024",
    // The polyfill is an inline script, which the hub's content security policy refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The map's library is half of it; what counts is what goes over the line, about 200 KB.
    chunkSizeWarningLimit: 800,
  },
  plugins: [withoutFlatStyles(), compressOnce()],
});

/**
 * OpenLayers also takes styles that are plain objects, for which its vector layer brings a parser of expressions: 30 KB that
 * styles made by functions, as ours are, never come to.
 */
function withoutFlatStyles(): Plugin {
  const stub = "\0without-flat-styles";
  return {
    name: "without-flat-styles",
    enforce: "pre",
    resolveId: (source, importer) =>
      source.endsWith("/render/canvas/style.js") && importer?.includes("/ol/layer/") === true ? stub : null,
    load: (id) =>
      id === stub
        ? 'export function flatStyleLikeToStyleFunction() { throw new Error("styles are functions here"); }'
        : null,
  };
}

/** Leaves a compressed copy beside each script and style, so that the hub compresses none of them while it runs. */
function compressOnce(): Plugin {
  return {
    name: "compress-once",
    closeBundle() {
      const assets = join(folder, "assets");
      for (const name of readdirSync(assets).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const content = readFileSync(join(assets, name));
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
