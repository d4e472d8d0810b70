/* What every page needs: the browser's time zone for the server, the menu, the language, and clocks that move. No framework, no inline code. */
(function () {
  "use strict";

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = document.cookie.split("; ").includes("holdfast-zone=" + encodeURIComponent(zone));
  if (zone && !known) {
    document.cookie = "holdfast-zone=" + encodeURIComponent(zone) + "; path=/; max-age=31536000; samesite=lax";
  }

  function clock(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    return hours > 0 ? hours + ":" + two(minutes) + ":" + two(seconds % 60) : minutes + ":" + two(seconds % 60);
  }

  function tick() {
    const now = Date.now();
    document.querySelectorAll("[data-since]").forEach((element) => {
      element.textContent = clock(now - Number(element.dataset.since));
    });
  }

  /** A page that offers to refresh itself is taken at its word, while somebody looks at it. */
  function refresh() {
    if (typeof window.holdfastRefresh === "function" && !document.hidden) {
      window.holdfastRefresh();
    }
  }

  /** On a small screen the menu opens below the bar; Escape and a press elsewhere close it. */
  function menu() {
    const button = document.getElementById("menu-button");
    const menu = document.getElementById("menu");
    if (!button || !menu) {
      return;
    }
    const open = (yes) => {
      menu.classList.toggle("open", yes);
      button.setAttribute("aria-expanded", String(yes));
    };
    button.addEventListener("click", () => open(!menu.classList.contains("open")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.classList.contains("open")) {
        open(false);
        button.focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target) && !button.contains(event.target)) {
        open(false);
      }
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget) && event.relatedTarget !== button) {
        open(false);
      }
    });
  }

  function languages() {
    document.querySelectorAll("[data-language]").forEach((button) => {
      button.addEventListener("click", () => {
        document.cookie = "holdfast-language=" + button.dataset.language + "; path=/; max-age=31536000; samesite=lax";
        location.replace(location.href);
      });
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    menu();
    languages();
    tick();
    setInterval(tick, 1000);
    setInterval(refresh, 3000);
    setInterval(() => typeof window.holdfastSeldom === "function" && !document.hidden && window.holdfastSeldom(), 15000);
  });

  window.Holdfast = Object.assign(window.Holdfast || {}, { clock: clock });
})();
