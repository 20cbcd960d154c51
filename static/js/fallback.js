// An htmx form whose request fails is sent again the plain way, so that the person sees an answer.

function sendPlainly(event) {
  if (event.target instanceof HTMLFormElement) event.target.submit();
}

document.addEventListener("htmx:responseError", sendPlainly);
document.addEventListener("htmx:sendError", sendPlainly);
