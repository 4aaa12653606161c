// A text field with a list under it. Enter takes the marked option, where one is; leaving the field
// keeps the words.
const MOST = 12;
const TYPING_MS = 120;

const folded = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f]/g, "").toLowerCase().replace(/[أإآ]/g, "ا").trim();

// Every word that was typed begins a word of the name, in any order.
const fits = (names, typed) =>
  typed.split(/\s+/).every((part) => names.some((name) => name.split(/[\s\-/]+/).some((word) => word.startsWith(part))));

// How a thing is named: 0 in full, 1 by how a name begins, 2 by words of one name, 3 of several.
const distance = (names, typed) => {
  if (names.includes(typed)) return 0;
  if (names.some((name) => name.startsWith(typed))) return 1;
  return names.some((name) => fits([name], typed)) ? 2 : 3;
};

const optionOf = (one, at) => {
  const option = document.createElement("li");
  option.setAttribute("role", "option");
  option.id = `option-${at}`;
  option.dataset.id = one.id;
  option.dataset.label = one.label;
  const main = document.createElement("bdi");
  main.textContent = one.label;
  option.append(main);
  if (one.key) {
    const key = document.createElement("kbd");
    key.textContent = one.key;
    option.prepend(key, " ");
  }
  return option;
};

class List {
  constructor(words, hidden, { told, choose }) {
    Object.assign(this, { words, hidden, told, onChoose: choose || (() => {}) });
    this.box = document.createElement("ul");
    this.box.setAttribute("role", "listbox");
    this.box.id = `${words.id || words.name}_list`;
    this.box.className = "options";
    this.box.hidden = true;
    this.box.setAttribute("aria-label", words.labels[0] ? words.labels[0].firstChild.textContent.trim() : "");
    words.after(this.box);
    words.setAttribute("role", "combobox");
    words.setAttribute("aria-autocomplete", "list");
    words.setAttribute("aria-controls", this.box.id);
    words.setAttribute("aria-expanded", "false");
    words.addEventListener("keydown", (event) => this.key(event));
    words.addEventListener("blur", () => setTimeout(() => document.activeElement === words || this.close(), 150));
    this.box.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      event.preventDefault();
      this.take(option);
    });
  }

  get options() {
    return [...this.box.children];
  }

  show(options, marked = 0) {
    this.box.replaceChildren(...options);
    options.forEach((one, at) => (one.id = `${this.box.id}_${at}`));
    this.mark(marked);
    this.box.hidden = options.length === 0;
    this.words.setAttribute("aria-expanded", String(options.length > 0));
  }

  mark(at) {
    this.at = at;
    this.options.forEach((one, here) => one.setAttribute("aria-selected", String(here === at)));
    const marked = this.options[at];
    if (marked) {
      this.words.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else this.words.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.box.hidden || event.ctrlKey || event.altKey) return;
    const count = this.options.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.mark(this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.options[this.at]) this.take(this.options[this.at]);
  }

  take(option) {
    this.words.value = option.dataset.keep || option.dataset.label;
    this.hidden.value = option.dataset.id;
    this.onChoose(option);
    this.close();
    this.told();
  }

  forget() {
    if (this.hidden.value) this.hidden.value = "";
    this.onChoose(null);
  }

  close() {
    this.box.hidden = true;
    this.words.setAttribute("aria-expanded", "false");
    this.words.removeAttribute("aria-activedescendant");
  }
}

// Options that came with the page, so that they are there on the worst of lines.
export const picker = (words, hidden, all, { keys = false, ...how }) => {
  const list = new List(words, hidden, how);
  const known = all.map((one) => ({ ...one, names: one.find.map(folded) }));
  words.addEventListener("input", () => {
    const typed = folded(words.value);
    list.forget();
    const byKey = keys && known.find((one) => one.key && one.key === typed);
    if (byKey) {
      list.take(optionOf(byKey, 0));
      words.dispatchEvent(new CustomEvent("onward", { bubbles: true }));
      return;
    }
    const found = typed ? known.filter((one) => fits(one.names, typed)) : [];
    const near = new Map(found.map((one) => [one, distance(one.names, typed)]));
    found.sort((one, other) => near.get(one) - near.get(other));
    // Half a name that several have names none of them: a tired hand accuses nobody by Enter.
    const sure = keys || found.length === 1 || found.filter((one) => !near.get(one)).length === 1;
    list.show(found.slice(0, MOST).map(optionOf), sure ? 0 : -1);
    how.told();
  });
  words.addEventListener("focus", () => {
    if (keys && !words.value) list.show(known.filter((one) => one.key).map(optionOf), -1);
  });
};

// Options that the centre finds; on a bad line the words are kept as they are.
export const remotePicker = (words, hidden, address, how) => {
  const list = new List(words, hidden, how);
  let waiting = 0;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const typed = words.value.trim();
    if (!typed) return list.show([]);
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      const options = [...parsed.querySelectorAll("[role=option]")].map((one) => document.adoptNode(one));
      // The words stay as they were heard; what was chosen stands beside them.
      options.forEach((one) => (one.dataset.keep = words.value));
      if (document.activeElement === words) list.show(options);
    } catch {
      list.show([]);
    }
  };
  words.addEventListener("input", () => {
    list.forget();
    clearTimeout(waiting);
    waiting = setTimeout(ask, TYPING_MS);
    how.told();
  });
  // Enter that came before the list did waits for it: a fast typist means the first of the list.
  words.addEventListener("keydown", (event) => {
    const early = event.key === "Enter" && list.box.hidden && words.value.trim() && !hidden.value && navigator.onLine;
    if (!early || event.ctrlKey || event.altKey || words.dataset.asked === words.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    words.dataset.asked = words.value;
    clearTimeout(waiting);
    ask().then(() => {
      if (list.options.length) list.take(list.options[0]);
      words.dispatchEvent(new CustomEvent("onward", { bubbles: true }));
    });
  });
};
