/* Parts of pages that come while one works: htmx with the centre's manners. Each request carries
   the token against forgery; a wait is shown; trouble is told in words; the focus is never lost. */
import htmx from "../vendor/htmx.org/htmx.esm.min.js";
import { toast } from "./toasts.js";

const SLOW_MS = 250;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const told = () => document.getElementById("alerts").dataset;

/** Headers that a request of a page's own script needs. */
export function headers() {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  return { "X-CSRFToken": token };
}

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (!SAFE.has(ctx.request.method)) Object.assign(ctx.request.headers, headers());
});

/* Waiting. */
let waiting = 0;
let bar;
document.addEventListener("htmx:before:request", () => {
  waiting += 1;
  setTimeout(() => {
    if (!waiting || bar) return;
    bar = document.createElement("div");
    bar.className = "progress";
    document.body.append(bar);
    document.getElementById("main").setAttribute("aria-busy", "true");
  }, SLOW_MS);
});
document.addEventListener("htmx:finally:request", () => {
  waiting = Math.max(0, waiting - 1);
  if (waiting) return;
  bar?.remove();
  bar = undefined;
  document.getElementById("main").removeAttribute("aria-busy");
});

/* Trouble. Somebody whose session has ended is asked to sign in, and comes back here. */
document.addEventListener("htmx:before:response", (event) => {
  const { raw } = event.detail.ctx.response;
  if (!raw.redirected || !new URL(raw.url).pathname.startsWith("/sign/in")) return;
  event.preventDefault();
  location.reload();
});
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status === 422) return; // a form that comes back says itself what is wrong
  const page = new DOMParser().parseFromString(ctx.text, "text/html");
  const own = page.querySelector("[data-told]")?.textContent.trim();
  toast(own || (ctx.response.status < 500 ? told().refused : told().failed), "error");
});
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx) toast(told().lost, "error");
  console.error(detail.error);
});

/* Focus: where it was, if that is still there; else on what came, so that nobody starts over. */
let before;
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  const had = document.activeElement;
  before = ctx.target?.contains?.(had) ? { id: had.id, target: ctx.target } : undefined;
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const came = ctx.target?.querySelector?.("[autofocus], [data-focus]");
  if (came) came.focus();
  else if (before && (document.activeElement ?? document.body) === document.body) {
    const same = before.id && document.getElementById(before.id);
    const target = same || (before.target.isConnected ? before.target : document.getElementById("main"));
    if (!same && target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  before = undefined;
});

export { htmx };
