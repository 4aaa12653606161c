// What a caller tells of themselves is sealed by the centre as soon as the officer leaves the field.
// The browser keeps the ciphertext alone, which nobody here or there can open.
const CALLER = ["name", "phone", "reach"];

export const keepSealed = (form, said) => {
  const note = document.getElementById("sealed-note");
  const fields = CALLER.map((name) => form.elements[name]);
  const state = { pending: false };
  const typed = () => fields.some((one) => one.value);
  const seal = async () => {
    if (!typed()) return;
    const body = new FormData();
    for (const one of fields) body.append(one.name, one.value);
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(form.dataset.seal, { method: "POST", headers, body });
      const told = answer.redirected ? {} : await answer.json();
      if (told.sealed) {
        form.elements.sealed.value = told.sealed;
        note.textContent = said.sealed;
        state.pending = false;
        form.dispatchEvent(new Event("sealed"));
      } else note.textContent = told.problem || said.unsealed;
    } catch {
      note.textContent = said.unsealed;
    }
  };
  for (const one of fields) {
    one.addEventListener("input", () => {
      state.pending = true;
      form.elements.sealed.value = "";
      note.textContent = said.unsealed;
    });
    one.addEventListener("blur", () => state.pending && seal());
  }
  window.addEventListener("online", () => state.pending && seal());
  form.addEventListener("restored", () => {
    if (form.elements.sealed.value) note.textContent = said.sealed;
  });
  return { typed, state };
};
