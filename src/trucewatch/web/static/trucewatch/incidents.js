/* The map of a query: land without borders, incidents as areas of their precision, or cells. The
   address of the page is the query; moving the map changes nothing until somebody asks for it. */
import "./requests.js";

const COLOURS = {
  violation_assessed: "#b3261e",
  possible_violation: "#c77700",
  inconclusive: "#6b5b95",
  not_a_violation: "#2e7d32",
  outside_scope: "#5f6b7a",
  not_applicable: "#8a94a3",
};
const OTHER = "#39424e";
const DAY_MS = 24 * 3600 * 1000;
const METRES_AT_EQUATOR = 78271.484; // of a pixel at zoom 0 in tiles of 512

const place = document.getElementById("map");
let shownNow = [];
if (place) start().catch(failed);

function failed(error) {
  place.textContent = place.dataset.failed;
  console.warn(error);
}

async function start() {
  const maplibre = await import("../vendor/maplibre-gl/maplibre-gl.mjs");
  maplibre.setWorkerUrl(new URL(place.dataset.worker, location.href).href);
  const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches;
  const map = new maplibre.Map({
    container: place,
    attributionControl: false,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: "sea", type: "background", paint: { "background-color": dark ? "#101820" : "#dfe7ee" } }],
    },
    center: [20, 25],
    zoom: 1,
    dragRotate: false,
    pitchWithRotate: false,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  await new Promise((done) => map.once("load", done));
  await addLand(map, dark);
  addIncidents(map, maplibre);
  const first = await show(map);
  fit(map, first, maplibre);
  map.on("moveend", () => show(map).catch(failed));
  switches(map);
  pointer(map, maplibre);
}

async function addLand(map, dark) {
  const [{ default: feature }, { default: mesh }, world] = await Promise.all([
    import("../vendor/topojson-client/feature.js"),
    import("../vendor/topojson-client/mesh.js"),
    fetch(place.dataset.land).then((answer) => answer.json()),
  ]);
  const countries = world.objects.countries;
  map.addSource("land", { type: "geojson", data: feature(world, world.objects.land) });
  map.addSource("borders", { type: "geojson", data: mesh(world, countries, (a, b) => a !== b) });
  map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": dark ? "#222c36" : "#f7f5f0" } });
  map.addLayer({
    id: "borders", type: "line", source: "borders", layout: { visibility: "none" },
    paint: { "line-color": "#8a8f98", "line-dasharray": [3, 2], "line-width": 0.8 },
  });
}

function circle() {
  const metres = ["coalesce", ["get", "radius_m"], 1000];
  return {
    "circle-radius": ["interpolate", ["exponential", 2], ["zoom"],
      0, ["max", 5, ["/", metres, METRES_AT_EQUATOR]],
      20, ["max", 5, ["/", metres, METRES_AT_EQUATOR / 2 ** 20]]],
  };
}

function addIncidents(map, maplibre) {
  const empty = { type: "FeatureCollection", features: [] };
  const colour = ["match", ["get", "worst"], ...Object.entries(COLOURS).flat(), OTHER];
  map.addSource("terms", { type: "geojson", data: empty });
  map.addLayer({ id: "terms", type: "fill", source: "terms", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": ["match", ["get", "layer"], "zone", "#2a6f97", "#a05195"], "fill-opacity": 0.08 } });
  map.addLayer({ id: "terms-line", type: "line", source: "terms", paint: { "line-color": ["match", ["get", "layer"], "zone", "#2a6f97", "#a05195"], "line-width": 1.2 } });
  map.addSource("outlines", { type: "geojson", data: empty });
  map.addLayer({ id: "outlines", type: "fill", source: "outlines", paint: { "fill-color": colour, "fill-opacity": 0.3 } });
  map.addLayer({ id: "outlines-line", type: "line", source: "outlines", paint: { "line-color": colour, "line-width": 1.5 } });
  map.addSource("cells", { type: "geojson", data: empty });
  map.addLayer({ id: "cells", type: "fill", source: "cells", paint: { "fill-color": colour, "fill-opacity": 0.55, "fill-outline-color": "#333" } });
  map.addSource("incidents", { type: "geojson", data: empty });
  // The circle is the area in which it lies; a dot in its middle would claim more than is known.
  map.addLayer({
    id: "incidents", type: "circle", source: "incidents",
    paint: { ...circle(), "circle-color": colour, "circle-opacity": 0.35, "circle-stroke-color": colour, "circle-stroke-width": 1.5 },
  });
  const popup = new maplibre.Popup({ closeButton: false });
  map.on("click", "incidents", ({ features, lngLat }) => {
    const list = document.createElement("ul");
    for (const one of features.slice(0, 8)) {
      const link = document.createElement("a");
      link.href = one.properties.href;
      link.textContent = one.properties.label;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    popup.setLngLat(lngLat).setDOMContent(list).addTo(map);
  });
  map.on("click", "outlines", ({ features, lngLat }) => {
    const { href, label, number } = features[0].properties;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = number ? `${label}: ${number}` : label;
    popup.setLngLat(lngLat).setDOMContent(link).addTo(map);
  });
  map.on("click", "cells", ({ features, lngLat }) => {
    popup.setLngLat(lngLat).setText(`${features[0].properties.number} ${place.dataset.many}`).addTo(map);
  });
}

/* In a room: what somebody points at is marked for all, and what is pressed is pointed at. */
function pointer(map, maplibre) {
  const nothing = ["==", ["get", "spot"], ""];
  const line = { "line-color": "#d0006f", "line-width": 4 };
  map.addLayer({ id: "pointed-area", type: "line", source: "outlines", filter: nothing, paint: line });
  map.addLayer({
    id: "pointed", type: "circle", source: "incidents", filter: nothing,
    paint: { ...circle(), "circle-opacity": 0, "circle-stroke-color": line["line-color"], "circle-stroke-width": 4 },
  });
  const mark = () => {
    const spot = place.dataset.pointed ?? "";
    for (const layer of ["pointed-area", "pointed"]) map.setFilter(layer, spot ? ["==", ["get", "spot"], spot] : nothing);
    place.dataset.marked = spot;
    const bounds = boundsOf(shownNow.filter((one) => one.properties.spot === spot), maplibre);
    if (!bounds.isEmpty() && !map.getBounds().contains(bounds.getCenter())) map.easeTo({ center: bounds.getCenter() });
  };
  place.addEventListener("pointed", mark);
  mark();
  for (const layer of ["incidents", "outlines"]) {
    map.on("click", layer, ({ features }) => {
      const { spot } = features[0].properties;
      if (spot) place.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: spot }));
    });
  }
}

async function show(map) {
  const url = new URL(place.dataset.url, location.href);
  url.searchParams.set("zoom", map.getZoom().toFixed(2));
  if (!url.searchParams.has("bbox") && map.getZoom() > 4) url.searchParams.set("bbox", frame(map));
  const view = await fetch(url).then((answer) => answer.json());
  const shown = { type: "FeatureCollection", features: view.features };
  const none = { type: "FeatureCollection", features: [] };
  map.getSource("incidents").setData(view.kind === "points" ? shown : none);
  map.getSource("cells").setData(view.kind === "cells" ? shown : none);
  map.getSource("outlines").setData({ type: "FeatureCollection", features: view.outlines });
  shownNow = [...view.features, ...view.outlines];
  place.dataset.shown = String(view.features.length + view.outlines.length);
  return { features: [...shown.features, ...view.outlines] };
}

function boundsOf(features, maplibre) {
  const bounds = new maplibre.LngLatBounds();
  for (const { geometry } of features) {
    const points = geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates[0];
    points.forEach((point) => bounds.extend(point));
  }
  return bounds;
}

function fit(map, shown, maplibre) {
  const bounds = boundsOf(shown.features, maplibre);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 40, maxZoom: 8, animate: false });
}

function frame(map) {
  const bounds = map.getBounds();
  const clamp = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(4);
  return [clamp(bounds.getWest(), 180), clamp(bounds.getSouth(), 85), clamp(bounds.getEast(), 180), clamp(bounds.getNorth(), 85)].join(",");
}

function switches(map) {
  const only = document.querySelector("[data-frame]");
  if (!only) return; // a map beside a session has nothing to choose
  only.hidden = false;
  only.addEventListener("click", () => {
    const url = new URL(location.href);
    url.searchParams.delete("cursor");
    url.searchParams.set("bbox", frame(map));
    location.assign(url);
  });
  const visible = (layer, on) => map.setLayoutProperty(layer, "visibility", on ? "visible" : "none");
  document.querySelector("[data-borders]").addEventListener("change", (event) => visible("borders", event.target.checked));
  for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
  zones(map);
}

/* Zones of terms and control areas on one day: typed, or slid through day by day. */
function zones(map) {
  const terms = document.querySelector("[data-terms]");
  const day = document.querySelector("[data-at]");
  const slider = document.querySelector("[data-slide]");
  const form = day.form;
  const { first, last } = slider.dataset;
  const days = first ? Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) : 0;
  let asked = 0;

  slider.min = 0;
  slider.max = days;
  form.querySelector("button").hidden = true;
  if (!day.value) day.value = first || new Date().toISOString().slice(0, 10);
  set(day.value);
  draw();

  function set(value) {
    const number = first ? Math.round((Date.parse(value) - Date.parse(first)) / DAY_MS) : 0;
    slider.value = number;
    slider.nextElementSibling.textContent = value;
    slider.setAttribute("aria-valuetext", value);
  }

  async function draw() {
    form.hidden = !terms.checked;
    slider.closest("label").hidden = !terms.checked || !days;
    document.querySelector("[data-areas]").hidden = !terms.checked;
    remember();
    const own = ++asked;
    const data = terms.checked
      ? await fetch(`${place.dataset.layers}?at=${day.value}T12:00Z`).then((answer) => answer.json())
      : { type: "FeatureCollection", features: [] };
    if (own !== asked) return; // somebody slid on while the answer was under way
    map.getSource("terms").setData(data);
    place.dataset.zones = String(data.features.length);
    if (terms.checked) tell(data.features);
  }

  function remember() {
    const url = new URL(location.href);
    if (terms.checked) url.searchParams.set("at", day.value);
    else url.searchParams.delete("at");
    history.replaceState(null, "", url);
  }

  terms.addEventListener("change", draw);
  day.addEventListener("change", () => {
    if (!day.value) return;
    set(day.value);
    draw();
  });
  slider.addEventListener("input", () => {
    day.value = new Date(Date.parse(first) + Number(slider.value) * DAY_MS).toISOString().slice(0, 10);
    set(day.value);
    draw();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

/* The layers in words: what the map shows in colours. */
function tell(features) {
  const list = document.querySelector("[data-areas]");
  const lines = new Map();
  for (const { properties: one } of features) {
    lines.set([one.layer, one.label, one.held ?? one.asserted_by].join("\n"), one);
  }
  const items = [...lines].sort().map(([, one]) => {
    const item = document.createElement("li");
    item.className = one.layer;
    const [label, words] = [document.createElement("bdi"), document.createElement("bdi")];
    label.textContent = one.label;
    words.textContent = one.held ?? one.asserted_by;
    item.append(`${list.dataset[one.layer]}: `, label, " · ", words);
    return item;
  });
  if (!items.length) {
    const none = document.createElement("li");
    none.textContent = list.dataset.none;
    items.push(none);
  }
  list.replaceChildren(...items);
}
