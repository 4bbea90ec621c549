// Totals and points follow what is typed. Whole numbers of millionths keep them exact, as the
// server counts; without this script the server does it when the weights are saved.

const UNIT = 1_000_000n;
const HUNDRED = 100n * UNIT;
const NUMBER = /^\d{1,9}(\.\d{0,6})?$/;

function read(text) {
  const bare = text.trim().replace(/%$/, "").trim();
  if (!NUMBER.test(bare)) return null;
  const [whole, decimals = ""] = bare.split(".");
  return BigInt(whole) * UNIT + BigInt(decimals.padEnd(6, "0"));
}

function rounded(numerator, denominator, places) {
  const scale = 10n ** BigInt(places);
  const value = (2n * numerator * scale + denominator) / (2n * denominator);
  const digits = value.toString().padStart(places + 1, "0");
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
}

function plain(millionths) {
  const text = rounded(millionths, UNIT, 6);
  return text.replace(/\.?0+$/, "");
}

function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function follow(form) {
  const sums = new Map([["", 0n]]);
  const points = new Map([["", [HUNDRED, UNIT]]]);
  for (const row of form.querySelectorAll("[data-criterion]")) {
    const { criterion, within } = row.dataset;
    sums.set(criterion, 0n);
    const input = row.querySelector("input");
    if (!input) continue;
    const weight = read(input.value);
    if (weight !== null) sums.set(within, (sums.get(within) ?? 0n) + weight);
    const above = points.get(within);
    const effective = weight !== null && above ? [above[0] * weight, above[1] * HUNDRED] : null;
    if (effective) points.set(criterion, effective);
    put(row.querySelector("[data-effective]"), effective ? rounded(...effective, 2) : "");
    const { step, highest } = row.dataset;
    if (!step) continue;
    const mark = effective && [effective[0] * read(step), effective[1] * read(highest)];
    put(row.querySelector("[data-mark]"), mark ? rounded(...mark, 2) : "");
  }
  for (const row of form.querySelectorAll("[data-total]")) {
    const total = sums.get(row.dataset.total) ?? 0n;
    const off = total - HUNDRED;
    put(row.querySelector("[data-sum]"), plain(total));
    const words = off > 0n ? `${plain(off)} too much` : `${plain(-off)} too little`;
    put(row.querySelector("[data-off]"), off === 0n ? "" : words);
    row.classList.toggle("podium-criteria__total--off", off !== 0n);
  }
}

const form = document.querySelector("[data-criteria]");
if (form) form.addEventListener("input", () => follow(form));

// What hangs on an answer is shown once that answer is chosen; the values stand in `data-when`.
function unfold() {
  for (const part of document.querySelectorAll("[data-hangs-on]")) {
    const chosen = document.querySelector(`input[name="${part.dataset.hangsOn}"]:checked`);
    part.hidden = !chosen || !part.dataset.when.split(" ").includes(chosen.value);
  }
}

unfold();
document.addEventListener("change", unfold);
