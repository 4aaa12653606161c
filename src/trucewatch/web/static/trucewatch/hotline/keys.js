// Enter goes on to the next field; Ctrl+Enter logs and files, Alt+Enter logs; Alt+L links the likeliest.
export const walkByKeys = (form, outbox) => {
  const fields = () =>
    [...form.querySelectorAll("input, select, textarea")].filter(
      (one) => one.type !== "hidden" && one.type !== "checkbox" && !one.hidden && !one.closest("aside") && !one.disabled,
    );
  const onward = (from) => {
    const all = fields();
    const next = all[all.indexOf(from) + 1];
    if (next) next.focus();
  };
  form.addEventListener("onward", (event) => onward(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyL") {
      const first = form.querySelector("#alike input") || document.querySelector("#alike input");
      if (!first) return;
      event.preventDefault();
      first.click();
      return;
    }
    if (event.key !== "Enter" || !form.contains(event.target) || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      event.preventDefault();
      const what = event.altKey ? "log" : "file";
      const button = form.querySelector(`button[value=${what}]`) || form.querySelector("button");
      if (outbox) outbox.send(what);
      else form.requestSubmit(button);
      return;
    }
    if (!event.target.matches("input, select")) return;
    event.preventDefault();
    onward(event.target);
  });
  form.addEventListener("submit", (event) => {
    if (!outbox) return;
    event.preventDefault();
    outbox.send(event.submitter ? event.submitter.value : "file");
  });
};
