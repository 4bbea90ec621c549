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

// A page that opens at one of its parts takes the focus there, and away from what went wrong.
window.addEventListener("load", () => document.querySelector(".govuk-error-summary")?.focus());

// Work that goes on is looked at every few seconds. What is told of it changes in its own place,
// and once it has ended a link leads to what came of it: nothing that is being typed is lost.
const SECONDS_BETWEEN_LOOKS = 3;

async function follow(job) {
  const address = job.querySelector("[data-job-again]").href;
  const response = await fetch(address);
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-job]");
  if (fresh) {
    job.querySelectorAll("p:first-child, progress").forEach((part) => part.remove());
    job.prepend(...fresh.querySelectorAll("p:first-child, progress"));
    window.setTimeout(follow, SECONDS_BETWEEN_LOOKS * 1000, job);
    return;
  }
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = address;
  link.textContent = "It has ended: see what came of it";
  job.remove();
  document.querySelector("[data-job-end]").append(link);
}

const job = document.querySelector("[data-job]");
if (job) window.setTimeout(follow, SECONDS_BETWEEN_LOOKS * 1000, job);

// Words that a device keeps until they are saved go when whoever typed them signs out.
function kept(person) {
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(`podium-kept:${person}:`));
  } catch {
    return [];
  }
}

document.querySelector(".podium-header__account")?.addEventListener("submit", (event) => {
  const keys = kept(event.target.dataset.person);
  const question = "Words that you typed are not saved yet. Sign out, and lose them?";
  if (keys.length && !window.confirm(question)) event.preventDefault();
  else keys.forEach((key) => window.localStorage.removeItem(key));
});
