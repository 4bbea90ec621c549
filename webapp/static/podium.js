import { initAll } from "./govuk/govuk-frontend.min.js";

initAll();

// A link to a conclusion leads into the tab that holds it, and opens what is closed around it.
function show(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  const panel = target.closest(".govuk-tabs__panel");
  if (panel && panel !== target && panel.classList.contains("govuk-tabs__panel--hidden")) {
    document.querySelector(`.govuk-tabs__tab[href="#${panel.id}"]`)?.click();
    target.scrollIntoView();
  }
}

show(decodeURIComponent(window.location.hash.slice(1)));
