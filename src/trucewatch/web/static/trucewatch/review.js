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

/** The signed note over a text, by the key that the side has set. */
async function signedNote(text, file, told) {
  const [name, keyId, ...encoded] = told.vkey.split("+");
  const { key, pub } = await keyIn(file, told);
  if (toBase64(joined([1], pub)) !== encoded.join("+")) throw new Problem(told.otherKey);
  const signature = await crypto.subtle.sign(ED25519, key, encoder.encode(text));
  const line = toBase64(joined(fromHex(keyId), new Uint8Array(signature)));
  return `${text}\n\u2014 ${name} ${line}\n`;
}

const form = document.getElementById("sign-here");
const problem = document.getElementById("sign-problem");
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  problem.hidden = true;
  button.disabled = true;
  try {
    const text = document.getElementById("to-sign").textContent;
    const [file] = document.getElementById("key-file").files;
    form.elements.note.value = await signedNote(text, file, form.dataset);
    form.submit();
  } catch (error) {
    problem.textContent = error instanceof Problem ? error.message : form.dataset.none;
    problem.hidden = false;
    button.disabled = false;
    if (!(error instanceof Problem)) console.error(error);
  }
});
