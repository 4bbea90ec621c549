// An evaluator's own words are saved as they are typed, and kept on the device until they are.
// Nothing newer is ever overwritten: each save names what it was made from, and the server refuses
// it where something else was saved since. Without this script the page's buttons do the same.

const PREFIX = "podium-kept:";
const PAUSE = 1500;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
const LONGEST_ASK = 8000;
const NOT_IN = "What you pressed was not done: press it again once you are connected.";
const CLEAN = "clean";
const BUSY = "busy";

const text = document.querySelector("[data-answer]");
const form = document.querySelector("[data-scoring]");

function keyOf(element) {
  const place = window.location.pathname.replace(/\/(draft|hand-in)$/, "");
  return `${PREFIX}${element.dataset.person}:${place}`;
}

// Storage may be switched off or full: then words are still sent, and the page says what is not.
const device = {
  read(key) {
    try {
      return JSON.parse(window.localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  keep(key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  drop(key) {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  },
};

function folded(words) {
  return words
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑–—]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

function isSame(one, other) {
  const quoted = (own) => own.quotations.map((each) => folded(each.words)).filter(Boolean).sort();
  return (
    (one.score ?? "") === (other.score ?? "") &&
    folded(one.rationale) === folded(other.rationale) &&
    JSON.stringify(quoted(one)) === JSON.stringify(quoted(other))
  );
}

class Score {
  constructor(element) {
    this.form = element;
    this.key = keyOf(element);
    this.state = element.querySelector("[data-state]");
    this.number = element.elements.number;
    this.sent = [];
    this.standing = CLEAN;
    this.wait = FIRST_WAIT;
    this.timer = 0;
    this.isStopped = false;
    this.isHeld = false;
    this.isAsking = false;
    this.isLetThrough = false;
    this.sending = null;
  }

  // Everything that the form says now, by the names that the server knows it by.
  own() {
    const data = new FormData(this.form);
    const starts = data.getAll("quotation-start");
    return {
      score: data.get("score") ?? "",
      rationale: data.get("rationale") ?? "",
      quotations: data
        .getAll("quotation")
        .map((words, index) => ({ words, start: starts[index] }))
        .filter((one) => one.words.trim()),
    };
  }

  put(own) {
    for (const radio of this.form.querySelectorAll('input[name="score"]')) {
      if (radio.type === "radio") radio.checked = radio.value === own.score;
      else radio.value = own.score;
    }
    this.form.elements.rationale.value = own.rationale;
    const empty = { words: "", start: "" };
    [...own.quotations, empty].forEach((one, index) => {
      const box = boxes()[index] ?? addBox();
      fill(box, one.words, one.start ?? "");
    });
    boxes()
      .slice(own.quotations.length)
      .forEach((box) => fill(box, "", ""));
  }

  say(words) {
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  // What was typed is on the device at once, and on its way to the server after a short pause.
  changed() {
    this.keep();
    if (this.isStopped) return;
    this.say("Not saved yet");
    this.later(PAUSE);
  }

  keep() {
    const kept = { number: this.number.value, own: this.own(), sent: this.sent, at: Date.now() };
    this.isKept = device.keep(this.key, kept);
  }

  later(milliseconds) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), milliseconds);
  }

  send() {
    window.clearTimeout(this.timer);
    if (this.standing === BUSY || this.isStopped) return;
    this.standing = BUSY;
    this.sending = this.deliver();
  }

  async deliver() {
    const own = this.own();
    this.sent = [...this.sent, own].slice(-3);
    this.keep();
    let response;
    let told;
    try {
      response = await fetch(this.form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: true,
      });
      told = await answered(response);
    } catch {
      response = null;
    }
    this.standing = CLEAN;
    this.take(response, told, own);
  }

  take(response, told, own) {
    if (!response || response.status >= 500) {
      this.tryAgain(response);
    } else if (told?.state === "saved") {
      this.saved(told, own);
    } else if (told?.state === "stale") {
      this.stale(told);
    } else if (told?.state === "wrong") {
      this.say(`Not saved: ${told.errors.join(". ")}. ${this.where()}`);
    } else if (told?.state === "refused") {
      this.stop(told.words);
    } else {
      this.stop("You are signed out. Sign in again in another window, then save here.");
    }
  }

  tryAgain(response) {
    const why = response ? "the service did not answer" : "no connection";
    this.say(`Not saved: ${why}. ${this.where()} It is sent again by itself.${this.rest()}`);
    this.later(this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }

  // What was pressed without a connection is not done by itself later: it is said until it is.
  rest() {
    return this.isHeld ? ` ${NOT_IN}` : "";
  }

  // A form that is sent into a dead connection becomes the browser's error page, so ask first.
  async hold(submitter) {
    if (this.isAsking) return;
    this.isAsking = true;
    window.clearTimeout(this.timer);
    const is = await this.isConnected();
    this.isAsking = false;
    if (is) {
      this.isLetThrough = true;
      this.form.requestSubmit(submitter);
      return;
    }
    this.isHeld = true;
    this.keep();
    this.say(`No connection. ${this.where()}${this.rest()}`);
    if (!this.isStopped) this.later(this.wait);
  }

  async isConnected() {
    try {
      await this.sending;
      await fetch(import.meta.url, {
        method: "HEAD",
        cache: "no-store",
        signal: AbortSignal.timeout(LONGEST_ASK),
      });
      return true;
    } catch {
      return false;
    }
  }

  where() {
    return this.isKept ? "Kept on this device." : "This device keeps nothing: copy your words.";
  }

  stop(words) {
    this.isStopped = true;
    this.say(`Not saved: ${words} ${this.where()}`);
  }

  saved(told, own) {
    this.wait = FIRST_WAIT;
    this.sent = [];
    this.number.value = told.number;
    mark(told.quotations);
    if (isSame(own, this.own())) {
      device.drop(this.key);
      this.say(`Saved at ${told.at}${this.isHeld ? "." : ""}${this.rest()}`);
    } else {
      this.keep();
      this.later(PAUSE);
    }
  }

  // What stands on record may be what was sent from here, with the answer lost on the way.
  stale(told) {
    if (this.sent.some((one) => isSame(one, told))) {
      this.sent = [];
      this.number.value = told.number;
      this.later(0);
      return;
    }
    this.stop(
      `this score was saved at ${told.at} in another window or on another device. ` +
        "Choose “Save as a draft” to see both.",
    );
  }

  // Words that were kept are put back where nothing newer was saved; otherwise they are shown.
  restore() {
    const kept = device.read(this.key);
    if (!kept) return;
    const here = this.own();
    if (isSame(kept.own, here)) {
      if (!this.form.closest("main").querySelector(".govuk-error-summary")) device.drop(this.key);
      return;
    }
    const wasSent = (kept.sent ?? []).some((one) => isSame(one, here));
    if (kept.number === this.number.value || wasSent) {
      this.put(kept.own);
      this.say("Words that were kept on this device are back. Not saved yet");
      this.changed();
    } else {
      this.offer(kept.own);
    }
  }

  offer(own) {
    const panel = this.form.querySelector("[data-kept]");
    const quoted = own.quotations.map((one) => `“${one.words.trim()}”`);
    panel.querySelector("[data-kept-words]").textContent = [own.rationale, ...quoted].join("\n\n");
    panel.hidden = false;
    panel.querySelector("[data-kept-take]").addEventListener("click", () => {
      panel.hidden = true;
      this.put(own);
      this.changed();
    });
    panel.querySelector("[data-kept-drop]").addEventListener("click", () => {
      panel.hidden = true;
      device.drop(this.key);
    });
  }
}

async function answered(response) {
  const kind = response.headers.get("Content-Type") ?? "";
  return kind.startsWith("application/json") ? response.json() : null;
}

// The boxes of quotations: one more than there are quotations, so that one is always empty.

function boxes() {
  return [...document.querySelectorAll("[data-quotation]")];
}

function fill(box, words, start) {
  box.querySelector("textarea").value = words;
  box.querySelector("input").value = start;
  problem(box, "");
}

function problem(box, words) {
  const place = box.querySelector("[data-problem]");
  place.hidden = !words;
  place.textContent = words;
}

function addBox() {
  const last = boxes().at(-1);
  const box = last.cloneNode(true);
  const number = boxes().length + 1;
  const label = box.querySelector("label");
  label.htmlFor = `quotation-${number}`;
  label.textContent = `Quotation ${number}`;
  box.querySelector("textarea").id = `quotation-${number}`;
  last.after(box);
  fill(box, "", "");
  return box;
}

function emptyBox() {
  return boxes().find((box) => !box.querySelector("textarea").value.trim()) ?? addBox();
}

// What is quoted is marked in the answer; what does not stand there is said beside its box.
function mark(quotations) {
  for (const box of boxes()) {
    const words = folded(box.querySelector("textarea").value);
    const found = quotations.find((one) => words && folded(one.words) === words);
    problem(box, found?.problem ?? "");
  }
  if (!text || !window.getSelection().isCollapsed) return;
  const letters = [...text.textContent];
  const places = quotations.filter((one) => one.start !== undefined);
  const pieces = [];
  let at = 0;
  for (const { start, end } of places.sort((one, other) => one.start - other.start)) {
    pieces.push(letters.slice(at, Math.max(at, start)).join(""));
    const quoted = document.createElement("mark");
    quoted.textContent = letters.slice(Math.max(at, start), Math.max(at, end)).join("");
    if (quoted.textContent) pieces.push(quoted);
    at = Math.max(at, end);
  }
  text.replaceChildren(...pieces, letters.slice(at).join(""));
}

// What of a selection lies in the answer. One that is dragged past its end, or made with three
// clicks, reaches into the page behind it.
function within(selection) {
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(text)) return null;
  if (!text.contains(range.startContainer)) range.setStart(text, 0);
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
  return range;
}

// Words that are selected in the answer can be pinned; the place is counted in characters.
function selected() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = within(selection);
  if (!range) return null;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const lead = words.length - words.trimStart().length;
  const start = [...before.toString()].length + lead;
  return words.trim() ? { words: words.trim(), start } : null;
}

function pinning(score) {
  const place = document.querySelector("[data-pin]");
  if (!text || !place) return;
  const button = place.querySelector("button");
  let held = null;
  place.hidden = false;
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (found || document.activeElement !== button) held = found;
    button.disabled = !held;
  });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (!held) return;
    fill(emptyBox(), held.words, held.start);
    if (boxes().every((box) => box.querySelector("textarea").value.trim())) addBox();
    held = null;
    button.disabled = true;
    window.getSelection().removeAllRanges();
    score.changed();
  });
}

function listen(score) {
  form.addEventListener("input", ({ target }) => {
    const box = target.closest("[data-quotation]");
    if (box) {
      box.querySelector("input").value = "";
      problem(box, "");
      if (box === boxes().at(-1) && target.value.trim()) addBox();
    }
    score.changed();
  });
  form.addEventListener("submit", (event) => {
    if (score.isLetThrough) {
      window.clearTimeout(score.timer);
      score.isStopped = true;
      return;
    }
    event.preventDefault();
    score.hold(event.submitter);
  });
  window.addEventListener("online", () => score.timer && score.later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && device.read(score.key)) score.send();
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
}

function turn({ altKey, key }) {
  const way = { PageDown: "next", PageUp: "prev" }[key];
  if (altKey && way) document.querySelector(`a[rel="${way}"]`)?.click();
}

document.addEventListener("keydown", turn);
if (form) {
  const score = new Score(form);
  for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;
  score.restore();
  listen(score);
  pinning(score);
}

// What is handed in needs nothing on the device any more.
for (const list of document.querySelectorAll("[data-done]")) {
  const { person, within, done } = list.dataset;
  for (const cell of done.split(" ").filter(Boolean)) {
    device.drop(`${PREFIX}${person}:${within}/${cell}`);
  }
}
