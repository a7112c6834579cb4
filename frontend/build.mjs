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
// The cuts of Fira Sans in use: [weights, style, file]. Each is cut down to the letters below, which leaves
// a fifth of its size; one cut serves all strong weights.
const FONTS = [
  ["400", "normal", "Regular"],
  ["400", "italic", "Italic"],
  ["500 700", "normal", "SemiBold"],
];
// The letters of German and the signs that pages use (dashes, quotation marks, bullet, arrows, the euro, comparison);
// and, in a file of their own that a browser loads only for a page that has one, the letters of its neighbours.
const LETTERS = [
  ["", [[0x20, 0x7e], [0xa0, 0xff], [0x152, 0x153], [0x2010, 0x2026], [0x202f, 0x202f], [0x20ac, 0x20ac], [0x2190, 0x2193], [0x2212, 0x2212], [0x2264, 0x2265]]],
  ["-ext", [[0x100, 0x151], [0x154, 0x17f], [0x218, 0x21b]]],
];
// What Plotly's core brings along and no figure of ours uses: sliders, menus, pictures, things of 3D plots.
const UNUSED_PARTS = /^\.\/components\/(annotations3d|images|updatemenus|sliders|rangeslider|rangeselector)$/;
// Names of the countries of the world, and projections other than d3's own.
const UNUSED_PACKAGES = {
  "country-iso-search": "exports.COUNTRIES = []; exports.createLookup = () => ({ lookupAlpha3: () => undefined });",
  "d3-geo-projection": "",
};

/** Returns the numbers from first to last. */
function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Leaves out of the bundle what no figure uses: a third of Plotly's own code. */
const leaveOut = {
  name: "leave-out",
  setup({ onResolve, onLoad }) {
    const empty = ({ path }) => ({ path, namespace: "unused" });
    onResolve({ filter: UNUSED_PARTS }, (found) => (found.importer.endsWith("plotly.js/src/core.js") ? empty(found) : undefined));
    onResolve({ filter: new RegExp(`^(${Object.keys(UNUSED_PACKAGES).join("|")})$`) }, empty);
    onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({ contents: UNUSED_PACKAGES[path] ?? component(path) }));
  },
};

/** Returns the code of a part that does nothing under the name of the one it stands for. */
function component(path) {
  return `module.exports = { moduleType: "component", name: "${path.split("/").pop()}" };`;
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
    plugins: [leaveOut],
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
    for (const [part, ranges] of LETTERS) {
      const letters = String.fromCodePoint(...ranges.flatMap(([first, last]) => range(first, last)));
      const small = await subsetFont(whole, letters, { targetFormat: "woff2" });
      await writeFile(join(target, "fonts", file.replace(".", `${part}.`)), small);
    }
  }
  await writeFile(join(target, "fonts.css"), FONTS.flatMap((cut) => LETTERS.map((part) => fontFace(cut, part))).join(""));
}

/** Returns the rule that makes one part of one cut of the font known, with the letters that it has. */
function fontFace([weight, style, cut], [part, ranges]) {
  const source = `url("fonts/FiraSans-${cut}${part}.woff2") format("woff2")`;
  const letters = ranges.map((ends) => `U+${ends.map((code) => code.toString(16)).join("-")}`).join();
  return `@font-face{font-family:"Fira Sans";font-weight:${weight};font-style:${style};font-display:swap;src:${source};unicode-range:${letters}}\n`;
}

await rm(FRESH, { recursive: true, force: true });
await mkdir(FRESH, { recursive: true });
await bundlePlotly();
await writePlotlyStyles();
await copyKern();
await rm(TARGET, { recursive: true, force: true });
await rename(FRESH, TARGET);
