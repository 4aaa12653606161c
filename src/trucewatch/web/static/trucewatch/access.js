// Passkeys: asks the site for a challenge, the browser for its answer, and the site whether it is taken.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const described = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** The browser's answer to the site's options, each as JSON. */
async function answered({ publicKey: asked }) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) {
    publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
    publicKey.excludeCredentials = described(asked.excludeCredentials);
    return told(await navigator.credentials.create({ publicKey }));
  }
  publicKey.allowCredentials = described(asked.allowCredentials);
  return told(await navigator.credentials.get({ publicKey }));
}

/** A credential as JSON. */
function told(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    said.attestationObject = text(response.attestationObject);
  } else {
    said.authenticatorData = text(response.authenticatorData);
    said.signature = text(response.signature);
    if (response.userHandle) said.userHandle = text(response.userHandle);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: said,
  };
}

async function send(address, token, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.redirected) {
    location.assign(answer.url);
    return new Promise(() => {});
  }
  return answer.json();
}

function ready(place) {
  const { ask, answer, token, none, stopped } = place.dataset;
  const button = place.querySelector("button");
  const alert = place.querySelector("[role=alert]");
  const say = (words) => {
    alert.textContent = words;
    alert.hidden = false;
  };
  place.hidden = false;
  button.addEventListener("click", async () => {
    alert.hidden = true;
    if (!window.PublicKeyCredential) return say(none);
    button.disabled = true;
    try {
      const options = await send(ask, token, {});
      if (options.told) return say(options.told);
      const label = document.getElementById("label")?.value;
      const said = await answered(options);
      const result = await send(answer, token, label ? { ...said, label } : said);
      if (result.to) location.assign(result.to);
      else say(result.told);
    } catch (error) {
      say(error.name === "SecurityError" ? none : stopped);
    } finally {
      button.disabled = false;
    }
  });
}

document.querySelectorAll("[data-passkey]").forEach(ready);
