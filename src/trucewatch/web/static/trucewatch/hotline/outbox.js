// Calls on their way: each goes out under the key its form was opened with until it is answered, so
// that a line which breaks after the call arrived makes no second one.
const STORE = "trucewatch.call.outbox";
const AGAIN_MS = 4000;

export class Outbox {
  constructor(form, said, { draft, sealing }) {
    Object.assign(this, { form, said, draft, sealing, memory: new Map(), busy: false });
    this.box = document.getElementById("outbox");
    this.receipt = document.getElementById("receipt");
    window.addEventListener("online", () => this.flush());
    setInterval(() => this.flush(), AGAIN_MS);
  }

  get waiting() {
    return JSON.parse(localStorage.getItem(STORE) || "[]");
  }

  set waiting(calls) {
    localStorage.setItem(STORE, JSON.stringify(calls));
  }

  open() {
    this.tell();
    this.flush();
  }

  send(what) {
    const data = new FormData(this.form);
    data.set("do", what);
    const key = data.get("key");
    // With the particulars still in clear it is sent from memory; the copy that outlasts this window has none.
    this.memory.set(key, new Map(data.entries()));
    const kept = [...data].filter(([name]) => !["csrfmiddlewaretoken", "name", "phone", "reach"].includes(name));
    this.waiting = [...this.waiting.filter((one) => one.key !== key), { key, kept, state: "unsent" }];
    this.tell();
    this.flush();
  }

  async flush() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const call of this.waiting) await this.deliver(call);
    } finally {
      this.busy = false;
      this.tell();
    }
  }

  bodyOf(call) {
    const body = new FormData();
    for (const [name, value] of call.kept) body.append(name, value);
    const memory = this.memory.get(call.key);
    for (const name of ["name", "phone", "reach"]) if (memory && memory.get(name)) body.set(name, memory.get(name));
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    return body;
  }

  async deliver(call) {
    let answer;
    try {
      const headers = { Accept: "application/json" };
      answer = await fetch(this.form.dataset.next, { method: "POST", headers, body: this.bodyOf(call) });
    } catch {
      return this.mark(call.key, "unsent");
    }
    if (answer.redirected || answer.status === 401 || answer.status === 403) return this.mark(call.key, "signed_out");
    if (answer.status === 422) return this.refused(call, (await answer.json()).errors);
    if (!answer.ok) return this.mark(call.key, "unsent");
    this.arrived(call, await answer.json());
  }

  mark(key, state) {
    this.waiting = this.waiting.map((one) => (one.key === key ? { ...one, state } : one));
  }

  remove(key) {
    this.memory.delete(key);
    this.waiting = this.waiting.filter((one) => one.key !== key);
  }

  arrived(call, told) {
    this.remove(call.key);
    if (call.key === this.form.elements.key.value) {
      this.draft.done();
      this.showReceipt(told);
    } else this.sentBefore = [...(this.sentBefore || []), told];
  }

  refused(call, errors) {
    this.remove(call.key);
    if (call.key !== this.form.elements.key.value) return;
    const list = document.createElement("ul");
    for (const [name, told] of Object.entries(errors)) {
      const label = name === "__all__" ? null : this.form.querySelector(`[data-field="${name}"] label`);
      const item = document.createElement("li");
      item.textContent = `${label ? `${label.firstChild.textContent.trim()}: ` : ""}${told.join(" ")}`;
      list.append(item);
      const field = this.form.elements[name];
      if (field && field.setAttribute) field.setAttribute("aria-invalid", "true");
    }
    this.receipt.replaceChildren(Object.assign(document.createElement("h2"), { textContent: this.said.refused }), list);
    this.receipt.setAttribute("role", "alert");
    this.receipt.hidden = false;
    this.receipt.className = "receipt problems";
  }

  showReceipt(told) {
    this.showsReceipt = true;
    const head = document.createElement("h2");
    const words = told.state === "filed" ? this.said.filed : this.said.logged;
    head.textContent = words.replace("{number}", told.number);
    const code = Object.assign(document.createElement("p"), { className: "code", dir: "ltr", textContent: told.code_name });
    const see = Object.assign(document.createElement("a"), { href: told.call, className: "button", textContent: this.said.see });
    const next = Object.assign(document.createElement("a"), { href: this.form.dataset.next, className: "button first", textContent: this.said.next });
    this.receipt.replaceChildren(head, code, see, next);
    this.receipt.className = "receipt card";
    this.receipt.setAttribute("role", "status");
    this.receipt.hidden = false;
    this.form.hidden = true;
    document.getElementById("saved").textContent = "";
    next.focus();
  }

  tell() {
    const calls = this.waiting;
    const list = this.box.querySelector("ul");
    const rows = calls.map((one) => {
      const item = document.createElement("li");
      item.className = "unsent";
      const where = (one.kept.find(([name]) => name === "where") || [])[1] || "—";
      item.textContent = `${where}: ${this.said[one.state] || this.said.unsent}`;
      return item;
    });
    for (const told of this.sentBefore || []) {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: told.call, textContent: `${this.said.sent}: ${told.number}` });
      item.append(link);
      rows.push(item);
    }
    list.replaceChildren(...rows);
    this.box.hidden = rows.length === 0;
  }
}
