// Bundles src/ into the folder named on the command line: editor.js, worker.js, oxigraph.wasm,
// inter.woff2, and licences.txt with the licence of every package that is in them.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
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
  banner: { js: "/* CodeMirror, (c) Marijn Haverbeke and others, MIT; Oxigraph, (c) Oxigraph "
    + "contributors, MIT or Apache-2.0 */" },
  define: { "import.meta.url": '""' }, // the engine is handed its module, it fetches nothing
});
const folderOf = (name) =>
  path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
await copyFile(path.join(folderOf("oxigraph"), "web_bg.wasm"), path.join(out, "oxigraph.wasm"));
const letters = "files/inter-latin-wght-normal.woff2";
await copyFile(path.join(folderOf("@fontsource-variable/inter"), letters),
  path.join(out, "inter.woff2"));

const { packages } = JSON.parse(await readFile("package-lock.json", "utf8"));
const licences = [];
for (const folder of Object.keys(packages).sort()) {
  if (!folder || packages[folder].dev) continue; // ourselves, and what only bundles
  const name = folder.replace("node_modules/", "");
  const { version, license } = packages[folder];
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? (await readFile(path.join(folder, file), "utf8")).trim() : "";
  licences.push(`${name} ${version}: ${license}\n\n${text}\n`);
}
await writeFile(path.join(out, "licences.txt"), licences.join("\n"));
