// Writes static/build/ from the packages of package-lock.json: `make assets`, or `npm run build` after `npm ci`.

import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import subsetFont from "subset-font";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TARGET = join(ROOT, "static", "build");
const FRESH = join(ROOT, "static", "build-new");
const require = createRequire(import.meta.url);
// The cuts of Fira Sans in use: [weights, style, file]. Each is cut down to the letters of Latin script, which
// leaves a quarter of its size; one cut serves all strong weights.
const FONTS = [
  ["400", "normal", "Regular"],
  ["400", "italic", "Italic"],
  ["500 700", "normal", "SemiBold"],
];
// Latin letters, dashes, quotation marks, arrows, the euro and the signs of comparison.
const LETTERS = [
  ...range(0x20, 0x17f),
  ...range(0x2010, 0x2026),
  0x202f,
  0x20ac,
  ...range(0x2190, 0x2193),
  0x2212,
  0x2264,
  0x2265,
];

/** Returns the numbers from first to last. */
function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

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

/** Copies KERN's style sheet and script, and of its font the letters and cuts in use. */
async function copyKern() {
  const kern = dirname(require.resolve("@kern-ux/native/package.json"));
  const target = join(FRESH, "kern");
  await mkdir(join(target, "fonts"), { recursive: true });
  await cp(join(kern, "dist", "kern.min.css"), join(target, "kern.min.css"));
  await cp(join(kern, "dist", "js", "kern-kopfzeile.js"), join(target, "kern-kopfzeile.js"));
  await cp(join(kern, "LICENSE.md"), join(target, "LICENSE.md"));
  for (const [, , cut] of FONTS) {
    const file = `FiraSans-${cut}.woff2`;
    const whole = await readFile(join(kern, "dist", "fonts", "fira-sans", file));
    const small = await subsetFont(whole, String.fromCodePoint(...LETTERS), { targetFormat: "woff2" });
    await writeFile(join(target, "fonts", file), small);
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
