// Draws the figures of a page from the JSON beside them, with Plotly, in the colours of the style sheet.
"use strict";

(() => {
  const PLOTLY = document.currentScript.dataset.plotly;
  // Without this Plotly would ask a foreign server for outlines of the world.
  window.PlotlyGeoAssets = { topojson: { world_110m: { type: "Topology", objects: {}, arcs: [] } } };
  const shapes = new Map();
  let library = null;

  /** Loads Plotly once, when the first figure is wanted. */
  function plotly() {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = PLOTLY;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("Plotly could not be loaded"));
      document.head.append(script);
    });
    return library;
  }

  /** Returns the colour that a token ("@bund") stands for in the style sheet. */
  function colour(token, style) {
    return style.getPropertyValue(`--fig-${token.slice(1)}`).trim() || token;
  }

  /** Returns the figure's JSON with all tokens replaced. */
  function coloured(value, style) {
    if (typeof value === "string") return value.startsWith("@") ? colour(value, style) : value;
    if (Array.isArray(value)) return value.map((item) => coloured(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, style)]));
  }

  /** Fetches outlines once. */
  function outlines(address) {
    if (!shapes.has(address)) shapes.set(address, fetch(address).then((answer) => answer.json()));
    return shapes.get(address);
  }

  /** Returns text that Plotly will not take for markup. */
  function plain(text) {
    return text.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }

  /** Returns what a line of the timeline's table says when the pointer is on its mark. */
  function spoken(line) {
    const [date, title, parties, ...facts] = [...line.cells].map((cell) => plain(cell.textContent));
    return `${title}<br>${parties}<br>${[date, ...facts].filter(Boolean).join(" · ")}`;
  }

  /** Returns the figure of a place as it came with the page; words and addresses of marks stand in its table. */
  function specification(place) {
    const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
    const lines = place.closest(".figure")?.querySelector("tbody")?.rows || [];
    for (const trace of figure.data) {
      if (!trace.lines) continue;
      const own = trace.lines.map((index) => lines[index]);
      trace.text = own.map(spoken);
      trace.customdata = own.map((line) => line.querySelector("a").getAttribute("href"));
      delete trace.lines;
    }
    return figure;
  }

  /** Leads to the address behind a mark. */
  function follow(event) {
    const address = event.points?.[0]?.customdata;
    if (typeof address !== "string") return;
    if (document.body.dataset.links === "new") window.open(address, "_blank", "noopener");
    else window.location.assign(address);
  }

  /** Returns an object with some parts replaced; "font.size" names a part of a part. */
  function replaced(whole, parts) {
    const result = { ...whole };
    for (const [name, value] of Object.entries(parts)) {
      const [outer, inner] = name.split(".");
      result[outer] = inner ? { ...result[outer], [inner]: value } : value;
    }
    return result;
  }

  /** Returns the figure for the room there is: on phones what its maker wants there, maps no higher than they need. */
  function fitted(figure, width) {
    const { layout, narrow } = figure;
    if (layout.geo) return { ...figure, layout: { ...layout, height: Math.min(layout.height, Math.round(width * 1.36)) } };
    if (!narrow || width >= 640) return figure;
    const data = figure.data.map((trace, index) => replaced(trace, narrow.data[index] || {}));
    return { ...figure, data, layout: replaced(layout, narrow.layout) };
  }

  /** Draws one figure. */
  async function draw(place) {
    const [Plotly, figure] = [await plotly(), fitted(specification(place), place.clientWidth)];
    const style = getComputedStyle(document.documentElement);
    const data = coloured(figure.data, style);
    if (figure.geojson) {
      const geojson = await outlines(figure.geojson);
      for (const trace of data) if (trace.type === "choropleth") trace.geojson = geojson;
    }
    const layout = coloured(figure.layout, style);
    const config = { displayModeBar: false, responsive: true, locale: document.documentElement.lang, scrollZoom: false };
    place.style.minHeight = `${layout.height}px`;
    await Plotly.react(place, data, layout, config);
    place.removeAllListeners?.("plotly_click");
    place.on("plotly_click", follow);
    place.dataset.drawn = "yes";
    const tools = place.closest(".figure")?.querySelector(".figure__save");
    if (tools) tools.hidden = false;
  }

  /** Saves a figure with its heading and source as PNG or SVG. */
  async function save(button) {
    const figure = button.closest(".figure");
    const place = figure.querySelector(".figure__plot");
    const [Plotly, form] = [await plotly(), button.dataset.save];
    const heading = figure.querySelector(".figure__title").textContent.trim();
    const width = Math.max(place.clientWidth, 900);
    const height = place.clientHeight + 90;
    const margin = place.layout.margin || {};
    const layout = {
      ...place.layout,
      width,
      height,
      title: { text: heading, x: 0.01, xanchor: "left", y: 0.99, yanchor: "top", font: { size: 18 } },
      margin: { ...margin, t: (margin.t || 0) + 50, b: (margin.b || 0) + 34 },
      annotations: [
        ...(place.layout.annotations || []),
        { text: `coopwatch, CC BY 4.0 · ${new Date().toLocaleDateString(document.documentElement.lang)}`, xref: "paper", yref: "paper", x: 1, y: 0, xanchor: "right", yanchor: "bottom", yshift: -(margin.b || 0) - 30, showarrow: false, font: { size: 11 } },
      ],
    };
    const name = `coopwatch-${place.id.replace("bild-", "")}`;
    const picture = { data: place.data, layout };
    const address = await Plotly.toImage(picture, { format: form, width, height, scale: form === "png" ? 2 : 1 });
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.${form}`;
    link.click();
  }

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        draw(entry.target).catch((error) => console.warn("coopwatch:", error.message));
      }
    },
    { rootMargin: "600px" },
  );

  /** Keeps the height of each figure free and draws it when it comes near. */
  function prepare() {
    for (const place of document.querySelectorAll("[data-figure]:not([data-drawn])")) {
      place.style.minHeight = `${fitted(specification(place), place.clientWidth).layout.height}px`;
      watcher.observe(place);
    }
  }

  /** Lets a figure shrink to the width of the paper, drawing it first where nobody has seen it. */
  async function fitToPaper(place) {
    if (!place.dataset.drawn) await draw(place);
    const { width, height } = place._fullLayout;
    for (const picture of place.querySelectorAll(".main-svg")) picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const frame = place.querySelector(".svg-container");
    frame.style.aspectRatio = `${width} / ${height}`;
  }

  /** Gives a figure back to Plotly, which sizes it for the screen. */
  function fitToScreen(place) {
    for (const picture of place.querySelectorAll(".main-svg")) picture.removeAttribute("viewBox");
    const frame = place.querySelector(".svg-container");
    if (frame) frame.style.aspectRatio = "";
  }

  function redraw() {
    for (const place of document.querySelectorAll("[data-drawn]")) draw(place);
  }

  prepare();
  document.addEventListener("coopwatch:drawn", prepare);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.matchMedia("(max-width: 48rem)").addEventListener("change", redraw);
  window.addEventListener("beforeprint", () => document.querySelectorAll("[data-figure]").forEach(fitToPaper));
  window.addEventListener("afterprint", () => document.querySelectorAll("[data-figure]").forEach(fitToScreen));
  // What a print needs must be there before the reader asks for it: nothing can be fetched then.
  (window.requestIdleCallback || window.setTimeout)(() => {
    if (document.querySelector("[data-figure]")) plotly().catch(() => {});
    for (const place of document.querySelectorAll("[data-figure]")) {
      const { geojson } = specification(place);
      if (geojson) outlines(geojson).catch(() => {});
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-save]");
    if (button) save(button);
  });
})();
