// Speaks into #live: "announce" events, and the [data-announce] of a part that htmx has swapped in.
// A part polled many times is spoken only when its sentence changes.

const live = document.getElementById("live");
let last = document.querySelector("[data-announce]")?.dataset.announce ?? "";

function say(sentence) {
  live.textContent = "";
  requestAnimationFrame(() => {
    live.textContent = sentence;
  });
}

document.addEventListener("announce", (event) => say(event.detail));

document.addEventListener("htmx:afterSettle", (event) => {
  const sentence = event.target.closest?.("[data-announce]")?.dataset.announce;
  if (!sentence || sentence === last) return;
  last = sentence;
  say(sentence);
});
