// Signing a position in the page. The private key is read from a file that the officer chooses; it
// stays in this page's memory and is never sent. What leaves is the note and, where the centre
// seals texts, the salt. Formats: docs/reference/statement-notes.md.

import { Problem, fromUrl, joined, onSubmit, signatureLine, toBase64 } from "./signing.js";

const LONGEST = 24000;
const place = document.getElementById("signing");
const encoder = new TextEncoder();

const toHex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const toUrl = (bytes) => toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** The salted commitment of a position, in hex. */
async function commitment(value, salt) {
  const name = encoder.encode("position");
  const lengths = [new DataView(new ArrayBuffer(2)), new DataView(new ArrayBuffer(8))];
  lengths[0].setUint16(0, name.length);
  lengths[1].setBigUint64(0, BigInt(value.length));
  const [ofName, ofValue] = lengths.map((one) => new Uint8Array(one.buffer));
  return toHex(await sha256(joined(salt, ofName, name, ofValue, value)));
}

/** The signed note over a digest. */
async function signedNote(digest, file) {
  const { origin, case: about, round, side, vkey } = place.dataset;
  const text = `trucewatch/position/v1\n${origin}\n${about} ${round}\n${side}\n${digest}\n`;
  return `${text}\n${await signatureLine(text, file, vkey, place.dataset)}`;
}

/** The text that is signed: the draft as it is shown, or what was typed and stays here. */
function said() {
  if (place.dataset.kept === "no") {
    const stance = document.getElementById("stance").dataset.code;
    return { stance, text: document.getElementById("said").value };
  }
  const stance = place.querySelector("[data-stance]:checked")?.value;
  const typed = document.getElementById("kept-text").value.replace(/\r\n?/g, "\n");
  const text = typed.normalize("NFC").trim();
  const isWordless = ["not_received", "no_position", "defer"].includes(stance);
  const fits = encoder.encode(text).length <= LONGEST;
  if (!stance || !fits || (text === "" && !isWordless)) throw new Problem(place.dataset.empty);
  return { stance, text };
}

/** The file that a side keeps until texts are handed over. */
function keep(told) {
  const data = JSON.stringify({ format: "trucewatch/signed-position/v1", ...told }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${data}\n`], { type: "application/json" }));
  link.download = `position-${place.dataset.case}-${place.dataset.round}.signed`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A passkey's answer over the SHA-256 of the note, as JSON. */
async function assertion(note) {
  const challenge = await sha256(encoder.encode(note));
  const known = place.dataset.credentials.split(" ").filter((one) => one !== "");
  const allowCredentials = known.map((one) => ({ type: "public-key", id: fromUrl(one) }));
  const publicKey = { challenge, allowCredentials, userVerification: "required" };
  try {
    const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
    const part = (name) => toUrl(new Uint8Array(response[name]));
    const told = { clientDataJSON: part("clientDataJSON"), signature: part("signature") };
    told.authenticatorData = part("authenticatorData");
    if (response.userHandle) told.userHandle = part("userHandle");
    const raw = toUrl(new Uint8Array(rawId));
    return JSON.stringify({ id, rawId: raw, type, clientExtensionResults: {}, response: told });
  } catch {
    throw new Problem(place.dataset.stopped);
  }
}

async function signAndFile(form) {
  const file = document.getElementById("key-file").files[0];
  const { stance, text } = said();
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const digest = await commitment(encoder.encode(`${stance}\n${text}`), salt);
  const note = await signedNote(digest, file);
  form.elements.note.value = note;
  if (document.getElementById("with-passkey")?.checked) {
    form.elements.assertion.value = await assertion(note);
  }
  if (place.dataset.kept === "yes") keep({ stance, text, salt: toHex(salt), note });
  else form.elements.salt.value = toHex(salt);
  form.submit();
}

const form = document.getElementById("sign-here");
const problem = document.getElementById("sign-problem");
if (form) onSubmit(form, problem, place.dataset.none, signAndFile);
