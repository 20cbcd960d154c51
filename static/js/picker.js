// [data-picker]: a long list of boxes: search as you type, tick what is shown, count what is ticked.

const rows = (picker) => [...picker.querySelectorAll("[data-text]")];
const box = (row) => row.querySelector("input");

function count(picker) {
  const ticked = rows(picker).filter((row) => box(row).checked).length;
  const of = picker.querySelector("[data-count]");
  of.textContent = `${ticked} of ${of.textContent.split(" ")[2]} chosen`;
}

function find(picker, text) {
  for (const row of rows(picker)) row.hidden = !row.dataset.text.includes(text.toLowerCase());
  picker.querySelector("[data-none]").hidden = rows(picker).some((row) => !row.hidden);
}

function tick(picker, checked) {
  for (const row of rows(picker)) if (!row.hidden) box(row).checked = checked;
  count(picker);
}

document.addEventListener("input", (event) => {
  const picker = event.target.closest("[data-picker]");
  if (picker && "find" in event.target.dataset) find(picker, event.target.value);
  else if (picker) count(picker);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tick]");
  if (button) tick(button.closest("[data-picker]"), button.dataset.tick === "all");
});

// What is ticked and not saved would be gone with a page from the server.
document.addEventListener("submit", (event) => {
  if (event.target.id === "find-entity") event.preventDefault();
});
