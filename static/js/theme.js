// [data-theme-toggle]: light or dark. The server reads the cookie, so a page never flashes.

const YEAR = 365 * 24 * 60 * 60;

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function toggle() {
  const theme = isDark() ? "light" : "dark";
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme};path=/;max-age=${YEAR};samesite=lax${secure}`;
  document.dispatchEvent(new CustomEvent("announce", { detail: `Using ${theme} colors` }));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-toggle]")) toggle();
});
