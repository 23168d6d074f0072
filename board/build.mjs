// Makes dist/ of src/: one script and one style sheet, each also compressed, with the licences of all that is in them.
// The same input gives the same bytes. Run by scripts/build_board.sh.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const browsers = ["chrome111", "firefox113", "safari16.4"];

const { metafile } = await build({
  entryPoints: { board: "src/main.js" },
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  legalComments: "none", // they stand in LICENSES.txt
  target: browsers,
  outdir: "dist",
  metafile: true,
});
await build({ entryPoints: { board: "src/style.css" }, bundle: true, minify: true, target: browsers, outdir: "dist" });

const names = Object.keys(metafile.inputs)
  .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  .filter(Boolean);
const licences = [...new Set(names)].sort().map((name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`;
});
writeFileSync("dist/LICENSES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));

for (const name of ["board.html", "board.svg"]) copyFileSync(name, `dist/${name}`);
for (const name of ["board.js", "board.css"]) {
  writeFileSync(`dist/${name}.gz`, gzipSync(readFileSync(`dist/${name}`), { level: 9 }));
}
