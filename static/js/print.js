// [data-print]: opens the browser's print dialog; print.css does the rest.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
