/* A button with data-opens="ID" opens the dialog of that id; the browser gives the focus back. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});
