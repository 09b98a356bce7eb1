// What an eye would find on this page, as sentences; nothing when all is well.
const found = [];
const root = document.documentElement, width = root.clientWidth;
const style = (e) => getComputedStyle(e);
const name = (e) => {
  const words = (e.innerText || e.value || e.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").slice(0, 40);
  return e.nodeName.toLowerCase() + (e.id ? "#" + e.id : "") + Array.from(e.classList, (c) => "." + c).join("") + (words ? ` «${words}»` : "");
};
const say = (what, e) => { const line = `${what}: ${name(e)}`; if (found.length < 30 && !found.includes(line)) found.push(line); };
const aside = (e) => e.closest(".hidden, .skip, .first-action, [hidden]");
const seen = (e) => !aside(e) && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0;
const all = Array.from(document.body.querySelectorAll("*")).filter(seen);

// Nothing stands out to the side, but what is inside a box that scrolls by itself.
const scrolls = (e) => { for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) if (/auto|scroll/.test(style(up).overflowX)) return true; return false; };
if (root.scrollWidth > width) found.push(`the page is ${root.scrollWidth} wide on a screen of ${width}`);
for (const e of all) {
  const box = e.getBoundingClientRect();
  if (box.width && (box.right > width + 1 || box.left < -1) && !e.closest("svg") && !scrolls(e)) say(`stands out of the screen (${Math.round(box.left)} to ${Math.round(box.right)} of ${width})`, e);
}

// Nothing has to be pushed aside to be read, at the usual size of text.
if (parseFloat(style(root).fontSize) <= 20) for (const e of all) {
  if (/auto|scroll/.test(style(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.matches("input, select, textarea")) say(`must be pushed aside (${e.scrollWidth} of ${e.clientWidth})`, e);
}

// A sentence has room for a few words in a line.
for (const e of all.filter((e) => e.matches("p, h1, h2, h3, li, dd") && style(e).display !== "inline")) {
  const ems = e.clientWidth / parseFloat(style(e).fontSize);
  const unseen = Array.from(e.querySelectorAll(".hidden"), (part) => part.innerText.length).reduce((sum, one) => sum + one, 0);
  if (0 < ems && ems < 4.5 && e.innerText.trim().length - unseen > 30) say(`is squeezed into lines of ${ems.toFixed(1)} letters' width`, e);
}

// No words are cut off.
for (const e of all) {
  const { overflowX, overflowY } = style(e);
  if (!e.innerText || !e.innerText.trim()) continue;
  if (/hidden|clip/.test(overflowX) && e.scrollWidth > e.clientWidth + 1 && e !== document.body) say("is cut off at the side", e);
  if (/hidden|clip/.test(overflowY) && e.scrollHeight > e.clientHeight + 1 && e !== document.body) say("is cut off below", e);
}

// Whatever takes a finger is as large as a finger, but a link within a sentence.
const within = (e) => style(e).display === "inline" && Array.from(e.parentElement.childNodes).some((n) => n !== e && n.nodeType === 3 && n.textContent.trim());
for (const e of all.filter((e) => e.matches("a[href], button, summary, select, textarea, input:not([type=hidden])"))) {
  const label = /radio|checkbox/.test(e.type) && e.closest("label");
  const box = (label || e).getBoundingClientRect();
  if ((box.width < 43.5 || box.height < 43.5) && !within(e)) say(`is too small to touch (${Math.round(box.width)} x ${Math.round(box.height)})`, e);
}

// Khmer has room above and below, and is never spaced out, slanted or in capitals.
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = words.nextNode(); text; text = words.nextNode()) {
  const e = text.parentElement;
  if (!/[\u1780-\u17d3]/.test(text.data) || !seen(e) || e.closest("script, style, noscript")) continue;
  const { lineHeight, fontSize, letterSpacing, textTransform, fontStyle } = style(e);
  const ratio = parseFloat(lineHeight) / parseFloat(fontSize);
  if (!(ratio > 1.79)) say(`Khmer has lines of ${ratio.toFixed(2)}`, e);
  if (!/^(normal|0px)$/.test(letterSpacing) || textTransform !== "none" || fontStyle !== "normal") say("Khmer is spaced out, slanted or in capitals", e);
}
return found;
