// The hotline form: pickers, what is understood so far, drafts, and an outbox for bad lines.
import { picker, remotePicker } from "./hotline/picker.js";
import { Draft } from "./hotline/draft.js";
import { Outbox } from "./hotline/outbox.js";
import { keepUnderstood } from "./hotline/understood.js";
import { keepSealed } from "./hotline/sealing.js";
import { walkByKeys } from "./hotline/keys.js";

const form = document.getElementById("call");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const said = read("said");

const selectPicker = (select) => {
  const words = document.createElement("input");
  words.type = "text";
  words.id = "act_words";
  words.autocomplete = "off";
  const label = form.querySelector(`label[for="${select.id}"]`);
  label.htmlFor = words.id;
  select.before(words);
  select.hidden = true;
  const chosen = read("acts").find((one) => one.id === select.value);
  words.value = chosen ? chosen.label : "";
  return words;
};

const start = () => {
  const acts = read("acts");
  const parties = read("parties");
  const act = form.elements.act;
  const actWords = selectPicker(act);
  const told = () => form.dispatchEvent(new Event("told"));
  picker(actWords, act, acts, { keys: true, told });
  picker(form.elements.who, form.elements.who_actor, parties, { told });
  picker(form.elements.whom, form.elements.whom_actor, parties, { told });
  const place = document.getElementById("place-understood");
  remotePicker(form.elements.where, form.elements.place, form.dataset.places, {
    told,
    choose: (option) => {
      place.textContent = option ? option.dataset.told : form.elements.where.value ? said.words_kept : "—";
    },
  });
  const sealing = form.elements.name ? keepSealed(form, said) : null;
  const draft = form.dataset.correcting ? null : new Draft(form, said, { actWords, acts, place });
  if (draft) draft.restore();
  const outbox = draft ? new Outbox(form, said, { draft, sealing }) : null;
  keepUnderstood(form, draft && draft.linked ? draft.linked : []);
  walkByKeys(form, outbox);
  if (outbox) outbox.open();
  if (!outbox || !outbox.showsReceipt) form.elements.where.focus();
};

start();
