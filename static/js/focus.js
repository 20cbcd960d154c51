// [data-autofocus]: after a failed submit the error summary takes the focus. Live updates never do.

document.querySelector("[data-autofocus]")?.focus();
