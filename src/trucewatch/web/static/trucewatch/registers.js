// Forms of the registers: parties and places found while one types, in any script and spelling.
// Without this file parties are chosen from a plain list, and places are written by name or id.
import { picker, remotePicker } from "./hotline/picker.js";

const nothing = () => {};

// Enter takes what is marked in an open list; it hands the form in only where no list is open.
const heldBack = (words) =>
  words.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && words.getAttribute("aria-expanded") === "true") event.preventDefault();
    },
    { capture: true },
  );

// The typed field takes the name of the select, so that its label and its errors lead to it.
const typedFor = (select) => {
  const words = document.createElement("input");
  const chosen = select.selectedOptions[0];
  words.type = "text";
  words.autocomplete = "off";
  words.dir = "auto";
  words.value = chosen && chosen.value ? chosen.label : "";
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (select.hasAttribute(name)) words.setAttribute(name, select.getAttribute(name));
  }
  words.id = select.id;
  select.removeAttribute("id");
  select.required = false; // a hidden field cannot be pointed at; the server asks for it
  select.before(words);
  select.hidden = true;
  return words;
};

const known = document.getElementById("parties");
const parties = known ? JSON.parse(known.textContent) : [];
for (const select of document.querySelectorAll("select[data-party]")) {
  const words = typedFor(select);
  heldBack(words);
  picker(words, select, parties, { told: nothing });
}

for (const words of document.querySelectorAll("input[data-places]")) {
  const note = document.createElement("p");
  note.className = "help";
  note.setAttribute("role", "status");
  words.after(note);
  heldBack(words);
  // The id is what is handed in; what it stands for is told below the field.
  const choose = (option) => {
    if (option) words.value = option.dataset.id;
    note.textContent = option ? option.dataset.told : "";
  };
  remotePicker(words, { value: "" }, words.dataset.places, { told: nothing, choose });
}
