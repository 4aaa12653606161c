/* A menu closes with Escape, with a click elsewhere, and when the focus leaves it. */
const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});
for (const moved of ["click", "focusin"])
  document.addEventListener(moved, (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
