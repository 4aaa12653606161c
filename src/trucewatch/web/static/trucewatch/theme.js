/* Light, dark, or as the machine has it: kept in a cookie of this browser, so that the server
   draws the next page right from its first byte. Without this module the form does the same. */
const YEAR_S = 365 * 24 * 3600;

export function chooseTheme(theme) {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=strict`;
  for (const button of document.querySelectorAll("[data-themes] button"))
    if (button.value === theme) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  document.dispatchEvent(new CustomEvent("theme", { detail: theme }));
}

for (const form of document.querySelectorAll("[data-themes]"))
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    chooseTheme(event.submitter.value);
    form.closest("details").open = false;
    form.closest("details").querySelector("summary").focus();
  });
