/* What is told without leaving the page. Trouble goes to the region that screen readers announce
   at once and stays until it is closed; everything else is read when they come to it, and goes. */
const SHOWN_MS = 8000;

/** @param {"success" | "warning" | "error" | "info"} kind */
export function toast(text, kind = "success") {
  const grave = kind === "error" || kind === "warning";
  const region = document.getElementById(grave ? "alerts" : "toasts");
  const told = document.createElement("div");
  told.className = `toast ${kind}`;
  const words = document.createElement("p");
  words.dir = "auto";
  words.textContent = text;
  const close = document.createElement("button");
  close.className = "plain tight";
  close.textContent = region.dataset.close;
  close.addEventListener("click", () => told.remove());
  told.append(words, close);
  region.append(told);
  if (!grave) setTimeout(() => told.remove(), SHOWN_MS);
  return told;
}

document.addEventListener("told", (event) => {
  for (const { text, kind } of event.detail.messages) toast(text, kind);
});
