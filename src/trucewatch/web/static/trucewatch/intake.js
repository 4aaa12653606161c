/* The desk: each file is sent by itself under a key made here, so that a line that breaks doubles
   nothing; and the list is looked at again while something waits. */
import { headers } from "./requests.js";

const LOOK_MS = 2500;
const form = document.getElementById("files");
const field = form.querySelector('input[type="file"]');
const drop = document.getElementById("drop");
const sent = document.getElementById("sent");
const list = document.getElementById("rows");
const words = form.dataset;

function line(file) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  name.dir = "auto";
  name.textContent = file.name;
  state.className = "soft small";
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  row.append(name, bar, state);
  sent.append(row);
  return { row, bar, state };
}

function failed({ row, bar, state }, why, again) {
  bar.remove();
  state.textContent = `${words.failed}: ${why}`;
  if (!again) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tight";
  button.textContent = words.again;
  button.addEventListener("click", () => { row.remove(); again(); });
  row.append(button);
}

/** Send one file; `key` stays the same however often it is tried. */
function send(file, key) {
  const shown = line(file);
  if (file.size > Number(words.most)) return Promise.resolve(failed(shown, words.tooLarge));
  const body = new FormData();
  for (const name of ["source", "published"]) body.set(name, form.elements[name].value);
  body.set("key", key);
  body.set("file", file);
  const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
  shown.state.textContent = words.sending;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      const told = answer(request);
      if (request.status === 201 && told.reports) {
        shown.bar.value = 1;
        const link = document.createElement("a");
        link.href = told.reports[0].address;
        link.textContent = words.stored;
        shown.state.replaceChildren(link);
      } else failed(shown, told.error ?? words.lost, () => send(file, key).then(look));
      done();
    });
    request.send(body);
  });
}

function answer(request) {
  try { return JSON.parse(request.responseText); } catch { return {}; }
}

async function sendAll(files) {
  for (const file of files) await send(file, crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  await look();
}

form.addEventListener("submit", (event) => {
  if (!field.files.length) return; // the server says what is missing
  event.preventDefault();
  const files = [...field.files];
  field.value = "";
  sendAll(files);
});

for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  sendAll([...event.dataTransfer.files]);
});

let timer;
async function look() {
  clearTimeout(timer);
  const answer = await fetch(list.dataset.rows + location.search, { headers: { "X-Unattended": "1" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    const held = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.body.childNodes);
    if (held) list.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus();
  }
  again();
}
function again() {
  if (list.querySelector("[data-waiting]")) timer = setTimeout(look, LOOK_MS);
}
again();
