// Links text and cards under pointer and keyboard; without it the plain anchors still do.
(() => {
  const parts = [...document.querySelectorAll("[data-s]")];
  const names = (part) => part.dataset.s.split(" ");
  const light = (from) => {
    const lit = from ? (from.matches(".said") ? [from.getAttribute("href").slice(1).replace(/s(\d+)$/, "$1")] : names(from)) : [];
    for (const part of parts) part.classList.toggle("lit", names(part).some((name) => lit.includes(name)));
  };
  const near = (event) => light(event.target.closest?.("[data-s]"));
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, near);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
})();
