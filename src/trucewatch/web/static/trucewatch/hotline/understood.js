// What the words are taken to mean so far, and what was told before that may be the same.
const TYPING_MS = 250;

export const keepUnderstood = (form, linkedBefore) => {
  const when = document.getElementById("when-understood");
  const alike = document.getElementById("alike");
  let waiting = 0;
  let asked = 0;
  const put = async (address, query, box, mine) => {
    try {
      const answer = await fetch(`${address}?${query}`);
      if (answer.ok && !answer.redirected && mine === asked) {
        const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
        box.replaceChildren(...parsed.body.childNodes);
      }
    } catch {
      // No line: what stands there is what was understood last.
    }
  };
  const ask = () => {
    const mine = ++asked;
    const query = new URLSearchParams();
    for (const name of ["where", "place", "act", "when", "called_at", "callback_when"])
      query.set(name, form.elements[name].value);
    const linked = new Set(linkedBefore);
    for (const box of alike.querySelectorAll("input")) box.checked ? linked.add(box.value) : linked.delete(box.value);
    for (const one of linked) query.append("linked", one);
    if (form.dataset.correcting) query.set("besides", form.dataset.correcting);
    put(form.dataset.when, query, when, mine);
    put(form.dataset.alike, query, alike, mine);
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, TYPING_MS);
  };
  for (const name of ["where", "when", "callback_when"]) form.elements[name].addEventListener("input", soon);
  form.addEventListener("told", soon);
  if (form.elements.where.value || form.elements.when.value) ask();
};
