// [data-doubts]: points out what may have come along with a copied secret, and offers to keep it.

function noteOf(input) {
  const field = input.closest(".field");
  const known = field.querySelector("[data-doubt]");
  if (known) return known;
  const note = document.createElement("p");
  note.className = "field__hint field__hint--warning";
  note.dataset.doubt = "";
  note.id = `${input.id}_doubt`;
  field.append(note);
  return note;
}

function look(input) {
  const doubts = JSON.parse(input.dataset.doubts);
  const found = doubts.find(([pattern]) => new RegExp(pattern, "i").test(input.value));
  const note = noteOf(input);
  const said = found ? found[1] : "";
  if (note.textContent === said) return;
  note.textContent = said;
  document.getElementById(`${input.id}_as_typed`)?.toggleAttribute("data-needed", Boolean(found));
  if (found) document.dispatchEvent(new CustomEvent("announce", { detail: said }));
}

const isSecret = (element) => element.matches?.("[data-doubts]");

// A space may stand in the middle of a secret: while it is typed, nothing is wrong with it yet.
document.addEventListener("focusout", (event) => {
  if (isSecret(event.target)) look(event.target);
});

document.addEventListener("input", (event) => {
  if (isSecret(event.target) && event.inputType === "insertFromPaste") look(event.target);
});
