// Bundles src/ into the folder named on the command line: editor.js, worker.js, oxigraph.wasm.
import { copyFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";

const out = path.resolve(process.argv[2] ?? "built");
await mkdir(out, { recursive: true });
await build({
  entryPoints: { editor: "src/editor.js", worker: "src/worker.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii", // the same text whatever encoding a page is read in
  legalComments: "none",
  define: { "import.meta.url": '""' }, // the engine is handed its module, it fetches nothing
});
const oxigraph = path.dirname(createRequire(import.meta.url).resolve("oxigraph/package.json"));
await copyFile(path.join(oxigraph, "web_bg.wasm"), path.join(out, "oxigraph.wasm"));
