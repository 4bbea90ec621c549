// Moderation: the clock of the meeting, and words that an evaluator quotes taken over by a button.

const MINUTE = 60_000;
const clock = document.querySelector("[data-clock]");

function tell(minutes) {
  const said = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  clock.textContent = `On this answer for ${minutes ? said : "less than a minute"}.`;
}

if (clock) {
  const began = Date.now();
  clock.hidden = false;
  tell(0);
  setInterval(() => tell(Math.floor((Date.now() - began) / MINUTE)), MINUTE / 4);
}

function boxes() {
  return [...document.querySelectorAll("[data-quotation]")];
}

function emptyBox() {
  const found = boxes().find((box) => !box.querySelector("textarea").value.trim());
  if (found) return found;
  const last = boxes().at(-1);
  const made = last.cloneNode(true);
  const number = boxes().length + 1;
  const text = made.querySelector("textarea");
  const label = made.querySelector("label");
  text.value = "";
  text.id = `quotation-${number}`;
  label.htmlFor = text.id;
  label.textContent = `Quotation ${number}`;
  last.after(made);
  return made;
}

function quote(words) {
  const told = document.querySelector("[data-used]");
  if (boxes().some((box) => box.querySelector("textarea").value.trim() === words)) {
    told.textContent = "These words are quoted already.";
    return;
  }
  emptyBox().querySelector("textarea").value = words;
  told.textContent = "Quoted in the agreed score.";
}

if (boxes().length) {
  for (const button of document.querySelectorAll("[data-use]")) {
    const words = button.parentElement.previousElementSibling.textContent.trim();
    button.parentElement.hidden = false;
    button.addEventListener("click", () => quote(words));
  }
}
