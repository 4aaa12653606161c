/* The correction of a statement: parties and places are found while one types, in any script and
   spelling, as the hotline finds them. What is chosen becomes a line of the field, by its id.
   Without this module the lines are written by hand. */
import { picker, remotePicker } from "../hotline/picker.js";

const nothing = () => {};

const labelled = (lines) => {
  const box = document.createElement("div");
  box.className = "adding";
  const label = document.createElement("label");
  label.textContent = lines.dataset.find;
  const words = document.createElement("input");
  words.type = "text";
  words.id = `${lines.id}-find`;
  words.autocomplete = "off";
  words.dir = "auto";
  label.htmlFor = words.id;
  const note = document.createElement("p");
  note.className = "help";
  note.dir = "auto";
  note.setAttribute("role", "status");
  box.append(label, words, note);
  lines.after(box);
  return { words, note };
};

const addLine = (lines, line) => {
  const before = lines.value.split("\n").map((one) => one.trim()).filter(Boolean);
  if (!before.includes(line)) before.push(line);
  lines.value = before.join("\n");
};

/* Enter never hands the form in from here. What is on no list is a line as it was typed: a party
   that the register lacks keeps its name, and for a place the centre says what is wrong. */
const begin = (lines, parties) => {
  const { words, note } = labelled(lines);
  const empty = () => {
    words.value = "";
    delete words.dataset.asked;
  };
  const choose = (option) => {
    if (!option) return;
    addLine(lines, option.dataset.id);
    note.textContent = option.dataset.told || option.dataset.label;
    empty();
  };
  const asTyped = () => {
    const line = words.value.trim();
    if (!line) return;
    addLine(lines, line);
    note.textContent = line;
    empty();
  };
  const how = { told: nothing, choose };
  if (lines.dataset.places) remotePicker(words, { value: "" }, lines.dataset.places, how);
  else picker(words, { value: "" }, parties, how);
  words.addEventListener("onward", (event) => {
    event.stopPropagation();
    asTyped();
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    asTyped();
  });
};

export const beginAdding = () => {
  const known = document.getElementById("parties");
  const parties = known ? JSON.parse(known.textContent) : [];
  for (const lines of document.querySelectorAll("textarea[data-find]")) {
    if (!document.getElementById(`${lines.id}-find`)) begin(lines, parties);
  }
};
