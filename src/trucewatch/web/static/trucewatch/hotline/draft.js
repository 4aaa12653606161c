// What is filled in so far: on this machine at once, on the centre a moment later.
// What a caller tells of themselves is in neither; on this machine it lies sealed to others' keys.
const OPEN = "trucewatch.call.open";
const CALLER = ["name", "phone", "reach"];
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "do", ...CALLER]);
const SERVER_MS = 1500;

export class Draft {
  constructor(form, said, { actWords, acts, place }) {
    Object.assign(this, { form, said, actWords, acts, place, waiting: 0 });
    this.note = document.getElementById("saved");
    form.addEventListener("input", () => this.keep());
    form.addEventListener("change", () => this.keep());
    form.addEventListener("told", () => this.keep());
    form.addEventListener("sealed", () => this.keep());
  }

  filled() {
    const told = {};
    for (const [name, value] of new FormData(this.form)) {
      if (NOT_KEPT.has(name) || !value) continue;
      if (name === "linked") (told.linked ||= []).push(value);
      else told[name] = value;
    }
    told.act_words = this.actWords.value;
    return told;
  }

  // Only a form somebody typed into is kept: opening the page leaves nothing behind.
  keep() {
    if (this.sent) return;
    const told = { ...this.filled(), place_told: this.place.textContent };
    localStorage.setItem(OPEN, JSON.stringify(told));
    this.note.textContent = this.said.here;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keepOnCentre(), SERVER_MS);
  }

  async keepOnCentre() {
    const { sealed: _sealed, place_told: _told, ...told } = this.filled();
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(this.form.dataset.draft, { method: "POST", headers, body: JSON.stringify(told) });
      if (answer.ok && !answer.redirected && !this.sent) this.note.textContent = this.said.saved;
    } catch {
      // No line: it is kept here, and goes to the centre with the next letter or with the call.
    }
  }

  restore() {
    if (!("fresh" in this.form.dataset)) return;
    const told = JSON.parse(localStorage.getItem(OPEN) || "null");
    if (!told || !told.key) return;
    for (const [name, value] of Object.entries(told)) {
      const field = this.form.elements[name];
      if (field && "value" in field) field.value = value;
    }
    this.actWords.value = told.act_words || "";
    this.place.textContent = told.place_told || this.place.textContent;
    this.linked = told.linked || [];
    document.getElementById("code").textContent = told.code_name;
    this.form.dispatchEvent(new Event("restored"));
    this.note.textContent = this.said.here;
  }

  done() {
    this.sent = true;
    clearTimeout(this.waiting);
    localStorage.removeItem(OPEN);
  }
}
