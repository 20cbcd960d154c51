// [data-copy="value"][data-what="name"]: copies the value byte for byte and says so.

const SHOWN_FOR = 2000;

function say(sentence) {
  document.dispatchEvent(new CustomEvent("announce", { detail: sentence }));
}

// Browsers offer navigator.clipboard over https only; a portal inside a company may be plain http.
function writeTheOldWay(value) {
  const area = document.createElement("textarea");
  area.value = value;
  area.className = "hidden-text";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

async function write(value) {
  if (!navigator.clipboard) return writeTheOldWay(value);
  return navigator.clipboard.writeText(value).then(() => true, () => writeTheOldWay(value));
}

async function copy(button) {
  const label = button.querySelector("[data-label]");
  const done = await write(button.dataset.copy);
  button.focus();
  button.toggleAttribute("data-done", done);
  label.textContent = done ? "Copied" : "Not copied";
  say(`${button.dataset.what} ${done ? "copied" : "could not be copied"}`);
  setTimeout(() => {
    button.removeAttribute("data-done");
    label.textContent = "Copy";
  }, SHOWN_FOR);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
