/* Keeps a room as it is: what happened and what was said is added once, by its place; the part that
   is worded comes whole, and nothing that somebody is typing is lost by that. A line that breaks is
   taken up again from the last place; without this script the page does the same by reload. */
import { htmx } from "./requests.js";

const QUIET_MS = 25000; // two pulses and a half: the line is dead, though nobody has said so
const room = document.getElementById("room");
const line = document.getElementById("line");
const file = document.getElementById("file");
const here = document.getElementById("here");
let place = room.dataset.after;
let source;
let watch;

function connect(again) {
  source?.close();
  const url = new URL(room.dataset.events, location.href);
  url.searchParams.set("after", place);
  if (again) url.searchParams.set("again", "1");
  source = new EventSource(url);
  const on = (kind, does) => source.addEventListener(kind, (event) => { alive(); does(JSON.parse(event.data), event); });
  source.addEventListener("open", () => { tell(true); alive(); });
  source.addEventListener("error", () => { tell(false); if (source.readyState === EventSource.CLOSED) later(); });
  on("entry", ({ line: html }, { lastEventId }) => add("log", html, lastEventId));
  on("said", ({ line: html }, { lastEventId }) => add("said", html, lastEventId));
  on("part", ({ html }) => show("part", html));
  on("places", ({ html }) => show("places", html));
  on("here", ({ people }) => tellPeople(people));
  on("pulse", () => {});
}

/* A browser gives up for good where the answer is no stream, as when one has been signed out. */
function later() {
  clearTimeout(watch);
  watch = setTimeout(async () => {
    const answer = await fetch(location.href, { headers: { "X-Unattended": "1" } }).catch(() => undefined);
    if (answer?.redirected) location.reload();
    else connect(true);
  }, 3000);
}

function alive() {
  tell(true);
  clearTimeout(watch);
  watch = setTimeout(() => { tell(false); connect(true); }, QUIET_MS);
}

function tell(on) {
  const words = on ? line.dataset.on : line.dataset.off;
  if (line.textContent !== words) line.textContent = words;
  line.classList.toggle("lost", !on);
  line.classList.toggle("open", on);
}

/* Places only grow, part by part; what is not further on than we are is here already. */
function add(list, html, id) {
  const [seq, number] = id.split("-").map(Number);
  const [ourSeq, ourNumber] = place.split("-").map(Number);
  if (list === "log" ? seq <= ourSeq : number <= ourNumber) return;
  place = `${Math.max(seq, ourSeq)}-${Math.max(number, ourNumber)}`;
  room.dataset.after = place;
  const there = document.getElementById(list);
  if (!there || !html) return;
  const end = there.scrollHeight - there.scrollTop - there.clientHeight < 40;
  there.insertAdjacentHTML("beforeend", html);
  if (end) there.scrollTop = there.scrollHeight;
}

/* What somebody has typed, opened and selected, by the ids of the elements. */
function held(part) {
  const fields = [...part.querySelectorAll("textarea[id], input[id]:not([type=hidden]), select[id]")]
    .filter((one) => one === document.activeElement || changed(one))
    .map((one) => ({ id: one.id, value: one.value }));
  const open = [...part.querySelectorAll("details[id][open]")].map((one) => one.id);
  const active = part.contains(document.activeElement) ? document.activeElement : undefined;
  const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : undefined;
  return { fields, open, active: active?.id, label: active?.getAttribute("aria-label"), caret };
}

function changed(one) {
  if (one.tagName !== "SELECT") return one.value !== one.defaultValue;
  return one.selectedIndex !== Math.max(0, [...one.options].findIndex((option) => option.defaultSelected));
}

/* A button that is replaced between its being pressed down and let go is never clicked. */
let isPressed = false;
const waiting = new Map();
addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => { isPressed = false; setTimeout(() => [...waiting].forEach(([id, html]) => show(id, html))); }, true);
}

function show(id, html) {
  if (isPressed) { waiting.set(id, html); return; }
  waiting.delete(id);
  const part = document.getElementById(id);
  const was = held(part);
  part.innerHTML = html;
  htmx.process(part);
  for (const { id, value } of was.fields) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  for (const id of was.open) document.getElementById(id)?.setAttribute("open", "");
  const label = was.label && [...part.querySelectorAll("[aria-label]")].find((one) => one.getAttribute("aria-label") === was.label);
  const again = (was.active && document.getElementById(was.active)) || label;
  again?.focus({ preventScroll: true });
  if (was.caret?.[0] != null && again?.setSelectionRange && again.id === was.active) again.setSelectionRange(...was.caret);
  keys(part);
  if (id === "places") point();
  else if (part.querySelector("[data-apart]") ? !apart() : apart()) location.reload();
  else readFile();
}

/* Whether the page says that one's delegation does not take part; when that changes, so do its forms. */
function apart() {
  return Boolean(document.getElementById("read-only"));
}

/* Where somebody points, said to whoever cannot see it, and marked on the map if there is one. */
function point() {
  const list = document.querySelector("#places [data-told]");
  const map = document.getElementById("map");
  const at = document.querySelector("#places [data-pointed]")?.dataset.pointed ?? "";
  const said = document.getElementById("pointing");
  const words = at ? list.textContent.trim() : "";
  if (said.textContent !== words) said.textContent = words;
  if (!map || map.dataset.pointed === at) return;
  map.dataset.pointed = at;
  map.dispatchEvent(new Event("pointed"));
}

/* A place that is pressed on the map is the button of its row. */
document.addEventListener("chosen", ({ detail: spot }) => {
  const row = [...document.querySelectorAll("#places [data-spot]")].find((one) => one.dataset.spot === spot);
  if (row && row.getAttribute("aria-pressed") === "false") row.click();
});

function tellPeople(people) {
  here.replaceChildren(...people.map(([side, name]) => {
    const item = document.createElement("li");
    item.className = `side-${side}`;
    item.title = here.dataset[side];
    const who = document.createElement("bdi");
    who.textContent = name;
    item.append(who);
    return item;
  }));
}

/* A key for each thing that is sent, so that what goes out twice on a bad line is there once. */
function keys(part) {
  for (const key of part.querySelectorAll("input[name=key]")) key.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
}

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement?.closest("form") ?? ctx.sourceElement;
  if (!(form instanceof HTMLFormElement) || ctx.response?.status !== 204) return;
  for (const one of form.querySelectorAll("textarea, input:not([type=hidden])")) {
    if (form.hasAttribute("data-once")) one.value = one.defaultValue;
    else one.defaultValue = one.value;
  }
  for (const option of form.querySelectorAll("option")) option.defaultSelected = option.selected;
  form.closest("details")?.removeAttribute("open");
  keys(form);
  if (line.classList.contains("lost")) location.reload();
});

/* The case that is heard: positions, accounts, map; asked for when another is taken up. */
async function readFile() {
  const heard = document.querySelector("[data-heard]")?.dataset.heard ?? "";
  if (!heard || (file.dataset.case === heard && !file.hasAttribute("data-waits"))) return;
  const answer = await fetch(room.dataset.file.replace("CASE", encodeURIComponent(heard))).catch(() => undefined);
  if (!answer?.ok) return;
  file.innerHTML = await answer.text();
  file.dataset.case = heard;
  file.removeAttribute("data-waits");
  point();
  if (document.getElementById("map")) await import(`./incidents.js?case=${encodeURIComponent(heard)}`);
}

for (const id of ["log", "said"]) {
  const list = document.getElementById(id);
  if (list) list.scrollTop = list.scrollHeight;
}
readFile();
connect(false);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => { if (event.persisted) connect(true); });
