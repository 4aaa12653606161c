// Signed notes made in a page. The private key is read from a file that the officer chooses; it
// stays in the page's memory and is never sent. Formats: docs/reference/case-file.md.

const ED25519 = "Ed25519";
const PKCS8_HEAD = "302e020100300506032b657004220420";
const encoder = new TextEncoder();

export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
export const fromUrl = (text) => fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
export const joined = (...parts) => Uint8Array.from(parts.flatMap((one) => [...one]));

/** What a person can mend, in the words of the page. */
export class Problem extends Error {}

/** The private key in a file: 64 hex digits, or PKCS#8 in PEM without a passphrase. */
async function keyIn(file, told) {
  if (!file) throw new Problem(told.noKey);
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

/** The line of one key under a text. `told` has the words for a file that is no key, or another. */
export async function signatureLine(text, file, vkey, told) {
  const [name, keyId, ...encoded] = vkey.split("+");
  const { key, pub } = await keyIn(file, told);
  if (toBase64(joined([1], pub)) !== encoded.join("+")) throw new Problem(told.otherKey);
  const signature = await crypto.subtle.sign(ED25519, key, encoder.encode(text));
  return `\u2014 ${name} ${toBase64(joined(fromHex(keyId), new Uint8Array(signature)))}\n`;
}

/** Take `act` when the form is sent, and tell in `problem` what keeps it from being sent. The page
 * comes with its button disabled: sent before this script is here, a form would go out unsigned. */
export function onSubmit(form, problem, words, act) {
  const button = form.querySelector("button");
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      await act(form);
    } catch (error) {
      problem.textContent = error instanceof Problem ? error.message : words;
      problem.hidden = false;
      button.disabled = false;
      if (!(error instanceof Problem)) console.error(error);
    }
  });
}
