// [data-reveal="input id"]: shows and hides a secret. A secret is always hidden again before it is sent.

function toggle(button) {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.querySelector("[data-label]").textContent = shown ? "Hide" : "Show";
  document.dispatchEvent(
    new CustomEvent("announce", { detail: shown ? "Password shown" : "Password hidden" }),
  );
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (button) toggle(button);
});

document.addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll("[data-secret]")) input.type = "password";
});
