/* Triage by keyboard: one key an action, the focus never lost, others seen. Every key presses a
   button or link that stands on the page, so that without this module nothing is missing. */
import { headers } from "./requests.js";
import { beginAdding } from "./triage/adding.js";

const place = document.getElementById("triage");
const dialog = document.getElementById("keys");
const choice = document.getElementById("single-keys");
const pane = () => document.getElementById("item-pane");
const rows = () => [...place.querySelectorAll("#queue .queue-row")];

/* Single keys can be switched off: speech input and a heavy hand press them unasked. */
const OFF = "triage-keys-off";
function switchKeys(off) {
  choice.checked = !off;
  document.body.classList.toggle("keys-off", off);
}
choice.addEventListener("change", () => {
  if (choice.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
  switchKeys(!choice.checked);
});
switchKeys(localStorage.getItem(OFF) === "1");

const writes = (target) => target.closest("textarea, select, [contenteditable]") || (target.matches("input") && !["checkbox", "radio"].includes(target.type));

/* While an answer is on its way, keys do nothing: they were meant for the page that comes. */
let coming = 0;
document.addEventListener("htmx:before:request", () => {
  coming += 1;
});
document.addEventListener("htmx:finally:request", () => {
  coming = Math.max(0, coming - 1);
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return closeForm(event);
  if (!choice.checked || dialog.open || writes(event.target)) return;
  if (coming) return event.key.length === 1 && event.preventDefault();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const acts = key === "j" ? () => move(1) : key === "k" ? () => move(-1) : key === "o" ? open : key === "x" ? tick : press(key);
  if (!acts) return;
  event.preventDefault();
  acts();
});

function press(key) {
  const found = [...place.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && !one.disabled);
  return found && (() => {
    found.click();
    enter(found.closest("details.deed"));
  });
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest?.(".queue-row"));
  const shown = all.findIndex((one) => one.getAttribute("aria-current") === "true");
  const from = at >= 0 ? at : shown >= 0 ? shown : by > 0 ? -1 : all.length;
  all[Math.min(all.length - 1, Math.max(0, from + by))].focus();
}

function open() {
  const row = document.activeElement.closest?.(".queue-row");
  row?.click();
}

function tick() {
  const row = document.activeElement.closest?.(".queue-row") ?? place.querySelector('.queue-row[aria-current="true"]');
  row?.parentElement.querySelector("input")?.click();
}

/* A form that opens has the focus in its first field; Escape gives it back. */
function enter(deed) {
  if (deed?.open) deed.querySelector("input:not([type=hidden])")?.focus();
}
place.addEventListener("toggle", ({ target }) => enter(target.closest?.("details.deed")), true);
function closeForm(event) {
  const opened = event.target.closest?.("details.deed[open]");
  if (!opened) return;
  opened.open = false;
  opened.querySelector("summary").focus();
}

/* Statements: the mark and its card light up together. */
function light(ids) {
  for (const one of place.querySelectorAll("mark.lit, .said.lit")) one.classList.remove("lit");
  for (const id of ids) {
    document.getElementById(`said-${id}`)?.classList.add("lit");
    for (const mark of place.querySelectorAll(`mark[data-said~="${id}"]`)) mark.classList.add("lit");
  }
}
place.addEventListener("focusin", ({ target }) => {
  const own = target.id?.startsWith("mark-") ? target.id.slice(5) : target.closest?.(".said")?.id.slice(5);
  light(own ? [own] : []);
});
place.addEventListener("click", ({ target }) => {
  const link = target.closest?.('a[href^="#said-"], a[href^="#mark-"]');
  const mark = target.closest?.("mark[data-said]");
  const id = link ? link.hash.slice(1) : mark && `said-${mark.dataset.said.split(" ")[0]}`;
  const card = id && document.getElementById(id);
  if (!card) return;
  card.closest("details:not([open])")?.setAttribute("open", "");
  requestAnimationFrame(() => card.focus());
});

/* What comes anew: the queue stays where it was, and the chosen row is in sight. */
let top = 0;
document.addEventListener("htmx:before:swap", () => {
  top = document.getElementById("queue-pane")?.scrollTop ?? 0;
});
document.addEventListener("htmx:after:swap", () => {
  const queue = document.getElementById("queue-pane");
  if (queue) queue.scrollTop = top;
  place.querySelector('.queue-row[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  beginAdding();
});
beginAdding();

/* Others: I am here, who else is; told only where it changes, so that nobody is talked to twice. */
async function beat() {
  const { subject, presence, version } = pane().dataset;
  if (!subject || document.hidden) return;
  const answer = await fetch(presence, { method: "POST", headers: headers(), body: new URLSearchParams({ subject }) });
  if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) return;
  const now = await answer.json();
  if (pane().dataset.subject !== subject) return;
  const present = document.getElementById("present");
  if (present && present.textContent.trim() !== now.told) present.textContent = now.told;
  const newer = document.getElementById("newer");
  if (newer && now.version > Number(version)) newer.hidden = false;
}
setInterval(() => beat().catch(() => {}), Number(pane().dataset.beat) * 1000);
document.addEventListener("visibilitychange", () => beat().catch(() => {}));

/* A whole page comes where a key is pressed before htmx is there: its title has the focus too. */
if (document.activeElement === document.body) pane().querySelector("[data-focus]")?.focus({ preventScroll: true });
