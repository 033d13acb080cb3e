// Builds what the pages load into the Python package. The same sources give the same bytes,
// so the built files are committed and checked by building them again.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { compile } from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "../src/deepdive/web/static/web");
const images = path.join(here, "node_modules/nhsuk-frontend/dist/nhsuk/assets/images");

await mkdir(path.join(target, "images"), { recursive: true });

await build({
  absWorkingDir: here,
  entryPoints: ["src/site.ts", "src/room.ts", "src/course.ts", "src/comments.ts"],
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  // packages that come in several shapes: the newest
  mainFields: ["module:es2019", "module", "main"],
  charset: "utf8",
  legalComments: "none",
});

const { css } = compile(path.join(here, "styles/site.scss"), {
  style: "compressed",
  loadPaths: [path.join(here, "node_modules")],
  quietDeps: true,
});
await writeFile(path.join(target, "site.css"), `${css}\n`);

// Only the plain arrows and crosses that the styles point to: the other images carry the NHS logo.
const styles = await readFile(path.join(target, "site.css"), "utf8");
const used = new Set([...styles.matchAll(/url\(["']?\.\/images\/([\w-]+\.svg)["']?\)/g)].map((match) => match[1]));
for (const name of used) {
  await copyFile(path.join(images, name), path.join(target, "images", name));
}
