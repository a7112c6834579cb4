// Writes static/build/ from the packages of package-lock.json: `make assets`, or `npm run build` after `npm ci`.

import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, "static", "build");
const FRESH = join(ROOT, "static", "build-new");
const require = createRequire(import.meta.url);
// The cuts of Fira Sans that KERN's style sheet asks for: [weight, style, file].
const FONTS = [
  [400, "normal", "Regular"],
  [400, "italic", "Italic"],
  [500, "normal", "Medium"],
  [600, "normal", "SemiBold"],
  [700, "normal", "Bold"],
];

/** Bundles Plotly with the chart types in use; the notices of its authors stay beside it. */
async function bundlePlotly() {
  await build({
    entryPoints: [join(ROOT, "frontend", "plotly.entry.js")],
    outfile: join(FRESH, "plotly.min.js"),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "Plotly",
    target: "es2020",
    define: { global: "window", "define.amd": "false" },
    // Styles of MapLibre, whose maps are not in use.
    loader: { ".css": "empty" },
    legalComments: "linked",
    logLevel: "warning",
  });
}

/** Writes as a file the rules that Plotly would put into the page, which a strict CSP does not allow. */
async function writePlotlyStyles() {
  const source = await readFile(require.resolve("plotly.js/build/plotcss.js"), "utf8");
  const rules = [];
  const collect = { addStyleRule: (selector, style) => rules.push(`${selector}{${style}}`) };
  new Function("require", source)(() => collect);
  // Plotly puts each rule before the ones it has put already.
  await writeFile(join(FRESH, "plotly.css"), `${rules.reverse().join("\n")}\n`);
}

/** Copies KERN's style sheet and script, and of its font the cuts in use. */
async function copyKern() {
  const kern = dirname(require.resolve("@kern-ux/native/package.json"));
  const target = join(FRESH, "kern");
  await mkdir(join(target, "fonts"), { recursive: true });
  await cp(join(kern, "dist", "kern.min.css"), join(target, "kern.min.css"));
  await cp(join(kern, "dist", "js", "kern-kopfzeile.js"), join(target, "kern-kopfzeile.js"));
  await cp(join(kern, "LICENSE.md"), join(target, "LICENSE.md"));
  for (const [, , cut] of FONTS) {
    const file = `FiraSans-${cut}.woff2`;
    await cp(join(kern, "dist", "fonts", "fira-sans", file), join(target, "fonts", file));
  }
  await writeFile(join(target, "fonts.css"), FONTS.map(fontFace).join(""));
}

/** Returns the rule that makes one cut of the font known. */
function fontFace([weight, style, cut]) {
  const source = `url("fonts/FiraSans-${cut}.woff2") format("woff2")`;
  return `@font-face{font-family:"Fira Sans";font-weight:${weight};font-style:${style};font-display:swap;src:${source}}\n`;
}

await rm(FRESH, { recursive: true, force: true });
await mkdir(FRESH, { recursive: true });
await bundlePlotly();
await writePlotlyStyles();
await copyKern();
await rm(TARGET, { recursive: true, force: true });
await rename(FRESH, TARGET);
