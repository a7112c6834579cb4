// The chart types in use, instead of the whole library: about a third of its size.

// Every map asks a remote host for the outlines of the world unless they are there already; ours has shapes of its own.
window.PlotlyGeoAssets = { topojson: { world_110m: { type: "Topology", objects: {}, arcs: [] } } };

const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/choropleth"),
  require("plotly.js/lib/scattergeo"),
  require("plotly.js/lib/locales/de"),
]);

module.exports = Plotly;
