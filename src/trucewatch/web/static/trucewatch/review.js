// Signing an open statement in the page. The private key is read from a file that the officer
// chooses; it stays in this page's memory and is never sent. What leaves is the signed note.
// Formats: docs/reference/statement-notes.md.

const ED25519 = "Ed25519";
const PKCS8_HEAD = "302e020100300506032b657004220420";
const encoder = new TextEncoder();
const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const fromUrl = (text) => fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
const joined = (...parts) => Uint8Array.from(parts.flatMap((one) => [...one]));

class Problem extends Error {}

/** The private key in a file: 64 hex digits, or PKCS#8 in PEM without a passphrase. */
async function keyIn(file, told) {
  const text = (await file.text()).trim();
  const pem = /^-----BEGIN PRIVATE KEY-----([\s\S]+)-----END PRIVATE KEY-----$/.exec(text);
  try {
    const seed = /^[0-9a-f]{64}$/.test(text) ? fromHex(PKCS8_HEAD + text) : null;
    const data = seed ?? fromBase64(pem[1].replace(/\s/g, ""));
    const key = await crypto.subtle.importKey("pkcs8", data, ED25519, true, ["sign"]);
    return { key, pub: fromUrl((await crypto.subtle.exportKey("jwk", key)).x) };
  } catch {
    throw new Problem(told.noKey);
  }
}

/** The line of one key under a text. */
async function signatureLine(text, file, vkey, told) {
  const [name, keyId, ...encoded] = vkey.split("+");
  const { key, pub } = await keyIn(file, told);
  if (toBase64(joined([1], pub)) !== encoded.join("+")) throw new Problem(told.otherKey);
  const signature = await crypto.subtle.sign(ED25519, key, encoder.encode(text));
  return `\u2014 ${name} ${toBase64(joined(fromHex(keyId), new Uint8Array(signature)))}\n`;
}

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

function ready(form) {
  const problem = form.querySelector(".error");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      const text = document.getElementById(form.dataset.text ?? "to-sign").textContent;
      form.elements.note.value = await signedNote(text, form);
      form.submit();
    } catch (error) {
      problem.textContent = error instanceof Problem ? error.message : form.dataset.none;
      problem.hidden = false;
      button.disabled = false;
      if (!(error instanceof Problem)) console.error(error);
    }
  });
}

document.querySelectorAll("#sign-here, .sign-here").forEach(ready);
