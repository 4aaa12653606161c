// Signing an open statement in the page: every letter of it is shown, and that is what is signed.

import { onSubmit, signatureLine } from "./signing.js";

/** The note over a text, signed by the key in each file of the form: by that of the side, or by
 * the one that the file's field names. */
async function signedNote(text, form) {
  const lines = [];
  for (const field of form.querySelectorAll("input[type=file]")) {
    const vkey = field.dataset.vkey ?? form.dataset.vkey;
    lines.push(await signatureLine(text, field.files[0], vkey, form.dataset));
  }
  return `${text}\n${lines.join("")}`;
}

async function signAndSend(form) {
  const text = document.getElementById(form.dataset.text ?? "to-sign").textContent;
  form.elements.note.value = await signedNote(text, form);
  form.submit();
}

for (const form of document.querySelectorAll("#sign-here, .sign-here")) {
  onSubmit(form, form.querySelector(".error"), form.dataset.none, signAndSend);
}
