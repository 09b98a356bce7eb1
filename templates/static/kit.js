// Every page works without this file; each part below only adds to one attribute. Classic script, ES2017, no network but our own.
(function () {
  "use strict";
  const page = document, body = page.body;
  const one = (what, where) => (where || page).querySelector(what);
  const all = (what, where) => Array.from((where || page).querySelectorAll(what));
  const shown = (e) => e.getClientRects().length > 0 && !e.disabled;
  const isTyped = (e) => !!e && e.matches("textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=submit]):not([type=button])");

  // data-focus: the element, or the first field of a form; and links of the summary of mistakes
  const first = one("[data-focus]");
  if (first) (first.matches("form") ? one("input:not([type=hidden]), select, textarea", first) : first).focus();
  page.addEventListener("click", (event) => {
    const link = event.target.closest(".mistakes a[href^='#']");
    const field = link && page.getElementById(link.hash.slice(1));
    if (field) { event.preventDefault(); field.focus(); field.scrollIntoView({ block: "center" }); }
    if (event.target.closest("[data-print]")) window.print();
    // data-print-frame="id": prints what stands in that frame; a browser that shows no PDF follows the link
    const paper = event.target.closest("[data-print-frame]");
    const frame = paper && navigator.pdfViewerEnabled && page.getElementById(paper.dataset.printFrame);
    if (frame) {
      event.preventDefault();
      try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch (reason) { window.open(paper.href); }
    }
  });

  // data-when="field=value,value": shown only while such an answer is picked; what is wrong is always shown
  const when = () => all("[data-when]").forEach((box) => {
    const [name, values] = box.dataset.when.split("=");
    const picked = one(`input[name="${CSS.escape(name)}"]:checked, select[name="${CSS.escape(name)}"]`, box.closest("form"));
    const wrong = box.matches(".wrong") || one(".wrong, .mistake", box);
    box.hidden = !wrong && !(picked && values.split(",").includes(picked.value));
  });
  when();
  page.addEventListener("change", when);
  addEventListener("pageshow", when);

  // form[data-quiet]: sent beside the page, which stays as it is; what the answer says stands by the button for a while
  page.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-quiet]") || !window.fetch) return;
    event.preventDefault();
    const said = one("[role=status]", form);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", cache: "no-store" });
      const words = answer.ok && one("[data-quiet-said]", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!words) return form.submit();
      said.textContent = words.textContent;
      setTimeout(() => { said.textContent = ""; }, 6000);
    } catch (reason) { form.submit(); }
  });

  // form.who: whoever goes is asked first where words were not sent. Their other windows go with them; where words were
  // not sent they are covered instead, until the same person is back
  const who = one("form.who"), cover = one("[data-cover]"), hands = who && window.BroadcastChannel && new BroadcastChannel("kit-hands");
  let unsent = false;
  page.addEventListener("input", (event) => { if (event.target.closest("main form[method=post]") && !event.target.closest(".search")) unsent = true; });
  if (who) who.addEventListener("submit", (event) => {
    if (unsent && !confirm(who.dataset.unsent)) return event.preventDefault();
    if (hands) hands.postMessage("");
  });
  const covered = () => cover && !cover.hidden;
  if (hands) {
    hands.onmessage = ({ data }) => {
      const mine = data === who.dataset.of;
      if (!mine && !(unsent && cover)) return location.replace("/sign-in");
      if (cover) { cover.hidden = mine; body.classList.toggle("covered", !mine); }
    };
    if ("back" in who.dataset) hands.postMessage(who.dataset.of);
  }
  page.addEventListener("click", (event) => {
    const drop = event.target.closest("[data-uncover-ask]");
    if (drop && confirm(drop.dataset.uncoverAsk)) location.replace("/sign-in");
  });
  addEventListener("keydown", (event) => { if (covered()) event.stopPropagation(); }, true);
  // a page that the browser kept may be somebody else's by now
  addEventListener("pageshow", (event) => { if (event.persisted && who) location.reload(); });

  // one submit for each page; the server would answer the second alike, but waiting must be seen
  const free = (form) => { delete form.dataset.sent; form.classList.remove("busy"); };
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.classList.add("busy");
    setTimeout(() => free(form), form.target || "stay" in form.dataset ? 2000 : 15000);
  });
  addEventListener("pageshow", () => all("form[data-sent]").forEach(free));

  // keys by their place on the board, so that a scanner or a hand under a Khmer layout gives Latin letters
  const sign = (event) => {
    if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toUpperCase();
    const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code || "");
    return place ? place[1] : "";
  };
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  // one page of questions: Enter goes on to the next box, a number picks a choice and goes on
  all("form.entry").forEach((entry) => {
    entry.classList.add("by-keys");
    const next = location.hash && page.getElementById(location.hash.slice(1));
    if (next && entry.contains(next)) next.focus();
  });
  const onward = (at, entry) => {
    const more = at.name === "count" && one("[data-key-more]", entry);
    const count = at.value.replace(/[\u17e0-\u17e9]/g, (digit) => digit.charCodeAt(0) - 0x17e0).trim();
    if (more && /^\d+$/.test(count) && +count > 0 && +count <= 20 && +count !== all(".entry-part.child", entry).length) return more.click();
    const stops = all("input, select, textarea, button", entry).filter((e) => shown(e) && e.tabIndex >= 0 && !e.closest(".offers, details:not([open])") &&
      (e.type !== "radio" || e === at || e.name !== at.name && (e.checked || !one(`input[name="${CSS.escape(e.name)}"]:checked`, entry))));
    const next = stops[stops.indexOf(at) + 1];
    if (next) { next.focus(); if (next.select) next.select(); }
  };
  let burst = "", last = 0, soon = 0;
  page.addEventListener("keydown", (event) => {
    const at = event.target, key = sign(event), scanForm = one("#scan-form");
    if (at.matches("[data-scan]") && key && plain(event)) {
      event.preventDefault();
      at.setRangeText(key, at.selectionStart, at.selectionEnd, "end");
      return;
    }
    const entry = at.closest("form.entry"), save = one("form.entry [data-key-save]");
    if (event.key === "Enter" && !event.isComposing) {
      if (event.ctrlKey && save) { event.preventDefault(); return save.click(); }
      if (entry && at.matches("input, select")) { event.preventDefault(); return onward(at, entry); }
    }
    if (entry && at.type === "radio" && /^[1-9]$/.test(key) && plain(event)) {
      const pick = all(`input[name="${CSS.escape(at.name)}"]`, entry)[key - 1];
      if (!pick) return;
      event.preventDefault();
      pick.checked = true;
      pick.dispatchEvent(new Event("change", { bubbles: true }));
      return onward(pick, entry);
    }
    if (isTyped(at) && !event.altKey) return;
    // a scan: eight keys or more, faster than a hand, then Enter. Shortcuts wait a moment, lest a scan presses them
    clearTimeout(soon);
    if (event.key === "Shift") return;
    if (event.timeStamp - last > 90) burst = "";
    last = event.timeStamp;
    if (event.key === "Enter" && burst.length >= 8 && scanForm) {
      event.preventDefault();
      scanForm.elements.code.value = burst;
      burst = "";
      return scanForm.submit();
    }
    if (!key || event.ctrlKey || event.metaKey || event.repeat) return;
    burst += key;
    if (burst.length > 1) return;
    const name = (event.altKey ? "alt+" : "") + key.toLowerCase();
    const target = all("[data-key]").find((e) => e.dataset.key === name && shown(e));
    if (target && event.altKey) event.preventDefault();
    if (target) soon = setTimeout(() => { target.focus(); if (!isTyped(target)) target.click(); }, 120);
  }, true);

  // arrows and a presenter's keys turn the screen in the yard
  page.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: "prev", PageUp: "prev", ArrowRight: "next", PageDown: "next" }[event.key];
    const link = to && one(`.yard a[rel=${to}]`);
    if (link) link.click();
  });

  // photos: made small before they travel; the server does it again
  page.addEventListener("change", async (event) => {
    const field = event.target, file = field.matches("input[type=file][data-shrink]") && field.files[0];
    if (!file || !window.createImageBitmap) return;
    const buttons = all("button", field.form);
    buttons.forEach((b) => { b.disabled = true; });
    try {
      const photo = await createImageBitmap(file), scale = Math.min(1, 1600 / Math.max(photo.width, photo.height));
      const canvas = page.createElement("canvas");
      canvas.width = Math.round(photo.width * scale);
      canvas.height = Math.round(photo.height * scale);
      canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      const hold = new DataTransfer();
      hold.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
      if (blob.size < file.size) field.files = hold.files;
    } catch (reason) { /* the photo goes as it is */ }
    buttons.forEach((b) => { b.disabled = false; });
  });

  // data-camera: on a page the browser trusts, the camera reads the receipt; where the browser reads no picture codes
  // itself, the kit does. What is read is sent as if it had been typed
  const camera = one("[data-camera]"), seeing = camera && one("video", camera);
  if (seeing && window.isSecureContext && navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    const start = one("[data-camera-start]", camera), stop = one("[data-camera-stop]", camera), code = one("[data-scan]");
    let stream = null, reader = null;
    const on = (is) => { start.hidden = is; stop.hidden = seeing.hidden = one("[data-camera-hint]", camera).hidden = !is; };
    const end = () => { if (stream) stream.getTracks().forEach((track) => track.stop()); stream = null; on(false); };
    const frame = async () => {
      const scale = Math.min(1, 1000 / Math.max(seeing.videoWidth, seeing.videoHeight)), canvas = page.createElement("canvas");
      canvas.width = Math.round(seeing.videoWidth * scale);
      canvas.height = Math.round(seeing.videoHeight * scale);
      canvas.getContext("2d").drawImage(seeing, 0, 0, canvas.width, canvas.height);
      const picture = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.7));
      const sent = new FormData();
      sent.append("photo", picture, "frame.jpg");
      const answer = await fetch("/collect/frame", { method: "POST", body: sent, headers: { "X-Kit-Live": "1" }, credentials: "same-origin", cache: "no-store" });
      if (answer.redirected) return location.reload();
      return answer.status === 200 ? answer.text() : "";
    };
    const look = async () => {
      if (!stream) return;
      let found = "";
      try {
        if (seeing.videoWidth && reader) found = ((await reader.detect(seeing))[0] || {}).rawValue || "";
        else if (seeing.videoWidth) found = await frame();
      } catch (reason) { if (reader) reader = null; }
      if (!stream) return;
      if (!found) return setTimeout(look, reader ? 150 : 600);
      end();
      code.value = found.slice(0, 200);
      code.form.requestSubmit();
    };
    camera.hidden = false;
    start.addEventListener("click", async () => {
      try {
        const formats = window.BarcodeDetector ? await window.BarcodeDetector.getSupportedFormats() : [];
        reader = formats.includes("qr_code") ? new window.BarcodeDetector({ formats: ["qr_code"] }) : null;
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
        seeing.srcObject = stream;
        await seeing.play();
        on(true);
        look();
      } catch (reason) { end(); camera.hidden = true; }
    });
    stop.addEventListener("click", end);
    addEventListener("pagehide", end);
  }

  // clock of the place (+07:00, all year) and the line that changes each minute
  const khmer = (text) => text.replace(/\d/g, (digit) => String.fromCharCode(0x17e0 + +digit));
  const drift = new Map();
  const tick = () => {
    all("[data-clock]").forEach((clock) => {
      if (!drift.has("now")) drift.set("now", clock.dataset.now ? clock.dataset.now - Date.now() : 0);
      const time = new Date(Date.now() + drift.get("now") + 25200000).toISOString().slice(11, 16);
      clock.textContent = clock.dataset.clock === "km" ? khmer(time) : time;
    });
    all("[data-rotate]").forEach((box) => {
      const lines = Array.from(box.children), now = Math.floor(Date.now() / 60000) % lines.length;
      box.classList.add("turning");
      lines.forEach((line, i) => line.classList.toggle("now", i === now));
    });
  };
  if (one("[data-clock], [data-rotate]")) { tick(); setInterval(tick, 1000); }

  // the line keeps its place when another family is opened
  all("[data-keep-scroll]").forEach((box) => {
    const name = "scroll:" + box.dataset.liveRegion;
    try { box.scrollTop = sessionStorage.getItem(name) || 0; } catch (reason) { return; }
    addEventListener("pagehide", () => sessionStorage.setItem(name, box.scrollTop));
  });

  // form[data-finds="id"]: what is found stands there while one types; Enter does the same without this
  all("form[data-finds]").forEach((form) => {
    let wait = 0, turn = 0;
    const find = async () => {
      const mine = ++turn, box = page.getElementById(form.dataset.finds);
      try {
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", cache: "no-store" });
        const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(box.id);
        if (fresh && mine === turn) box.replaceWith(fresh);
      } catch (reason) { /* the button still works */ }
    };
    form.addEventListener("input", (event) => { clearTimeout(wait); if (!event.isComposing) wait = setTimeout(find, 120); });
  });

  // form[data-list="id"]: the arrows go from the box into what was found and back, Enter opens it
  page.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], form = step && one("form[data-list]");
    const stops = form ? [one("input[type=search]", form), ...all(`#${form.dataset.list} .row a`)] : [];
    const next = stops.includes(event.target) && stops[stops.indexOf(event.target) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });

  // input[data-places="field"]: the places that the letters may mean stand below as choices; from a choice that is too wide the
  // next level follows. Sending the page does the same without this
  const places = async (field, at) => {
    const box = one(`[data-places="${CSS.escape(field)}"]`), list = page.getElementById(field + "-list"), mine = box.turn = (box.turn || 0) + 1;
    const picked = one("input:checked", list);
    const asked = new URLSearchParams({ field, typed: at ? "" : box.value, at: at || (picked ? picked.value : "") });
    try {
      const answer = await fetch("/places", { method: "POST", body: asked, credentials: "same-origin", cache: "no-store" });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(list.id);
      if (!fresh || mine !== box.turn) return;
      const held = list.contains(page.activeElement);
      list.replaceWith(fresh);
      if (at) box.value = "";
      if (held) (one("input:checked", fresh) || one("input", fresh) || box).focus();
    } catch (reason) { /* sending the page finds it too */ }
  };
  page.addEventListener("input", (event) => {
    const box = event.target.closest("[data-places]");
    if (!box || event.isComposing) return;
    clearTimeout(box.wait);
    box.wait = setTimeout(() => places(box.dataset.places, ""), 120);
  });
  page.addEventListener("change", (event) => {
    const list = event.target.closest("[data-narrow]");
    if (list && event.target.value.length < +list.dataset.narrow) places(list.dataset.list, event.target.value);
  });

  // a birth's lists: the days they may mean stand below while one chooses. Saving the page shows the same without this
  page.addEventListener("change", async (event) => {
    const box = event.target, entry = box.closest("form.entry"), of = /^(.*?)birth_(?!chosen|place|spot|code|find)/.exec(box.name || "");
    const at = entry && of && box.closest("[id^=step-]");
    if (!at || !one("select", at)) return;
    const asked = new URLSearchParams({ of: of[1] }), id = "step-" + of[1].replace(/_/g, "-") + "which", mine = at.turn = (at.turn || 0) + 1;
    new FormData(entry).forEach((value, name) => { if (name.startsWith(of[0])) asked.append(name, value); });
    try {
      const answer = await fetch("/moon", { method: "POST", body: asked, credentials: "same-origin", cache: "no-store" });
      if (!answer.ok || mine !== at.turn) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id), old = page.getElementById(id);
      if (old) old.remove();
      if (fresh) at.after(fresh);
    } catch (reason) { /* saving the page shows them too */ }
  });

  // idle: lock where there is a form for it, else draw a curtain until someone moves
  const idle = +body.dataset.idle;
  if (idle) {
    let timer = 0;
    // form[data-hold]: what was typed there goes to the laptop, which holds it sealed, before the page is left
    const typed = new Set();
    page.addEventListener("input", (event) => { const form = event.target.closest("form[data-hold]"); if (form) typed.add(form); });
    const leave = () => {
      const lock = one("#lock-form"), forms = Array.from(typed), first = forms[0];
      if (!lock) return body.classList.add("curtain");
      if (!first || first.dataset.sent) return lock.submit();
      const add = (name, value) => { const box = page.createElement("input"); box.type = "hidden"; box.name = name; box.value = value; first.append(box); };
      forms.slice(1).forEach((form) => new FormData(form).forEach((value, name) => { if (!["do", "event", "seen"].includes(name)) add(name, value); }));
      add("hold", "now");
      first.submit();
    };
    const back = () => { body.classList.remove("curtain"); clearTimeout(timer); timer = setTimeout(leave, idle * 1000); };
    ["keydown", "pointerdown", "pointermove"].forEach((kind) => addEventListener(kind, back, { passive: true }));
    back();
  }

  // data-away="seconds": a page that nobody touches asks for the PIN; where words were not sent it is covered until the
  // same person is back. One window that is touched keeps the others; time is looked at, since a laptop may sleep
  if (body.dataset.away && cover) {
    const there = window.BroadcastChannel && new BroadcastChannel("kit-there");
    let last = Date.now(), told = 0;
    const touched = () => {
      last = Date.now();
      if (!there || covered() || last - told < 30000) return;
      told = last;
      there.postMessage("");
    };
    ["keydown", "pointerdown", "input"].forEach((kind) => addEventListener(kind, touched, { passive: true }));
    if (there) there.onmessage = () => { last = Date.now(); };
    setInterval(() => {
      if (covered() || Date.now() - last < 1000 * body.dataset.away) return;
      if (!unsent) return location.replace("/sign-in");
      cover.hidden = false;
      body.classList.add("covered");
    }, 5000);
  }

  // data-here: whoever types is there, also while no page is asked for
  let told = Date.now();
  if (body.dataset.here) page.addEventListener("input", () => {
    if (Date.now() - told < 30000) return;
    told = Date.now();
    fetch(body.dataset.here, { method: "POST", body: new URLSearchParams(), credentials: "same-origin" }).catch(() => { /* sending the page says so */ });
  });

  // data-turn="seconds": the next page of a screen that nobody holds
  const turning = one("[data-turn]");
  if (turning) setTimeout(() => location.assign(turning.href), 1000 * turning.dataset.turn);

  const chime = () => {
    try {
      const sound = new AudioContext(), tone = sound.createOscillator(), gain = sound.createGain();
      tone.frequency.value = 660;
      gain.gain.setValueAtTime(0.3, sound.currentTime);
      gain.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.8);
      tone.connect(gain).connect(sound.destination);
      tone.start();
      tone.stop(sound.currentTime + 0.8);
    } catch (reason) { /* silence is fine */ }
  };
  // data-ring: rings while it is there; data-try-ring lets the sound be heard, and browsers play it later by itself
  const ring = () => { if (one("[data-ring]")) chime(); };
  ring();
  page.addEventListener("click", (event) => { if (event.target.closest("[data-try-ring]")) chime(); });

  // data-live: the same page again, only what changed, never what someone is typing in; without an address to listen
  // at, every so often. data-sure: asked so often besides, where an old number must never look like the newest. data-from: where such a page is found when this one answers a form. data-wait: a page that waits for another one, which is loaded as soon as it is there
  const live = one("[data-live]");
  if (!live || !window.fetch || !window.DOMParser) return;
  const morph = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== 1 || old.nodeName !== fresh.nodeName || old.childNodes.length !== fresh.childNodes.length || "whole" in old.dataset) return old.replaceWith(fresh);
    for (const a of Array.from(old.attributes)) if (a.name !== "open" && !fresh.hasAttribute(a.name)) old.removeAttribute(a.name);
    for (const a of Array.from(fresh.attributes)) if (old.getAttribute(a.name) !== a.value) old.setAttribute(a.name, a.value);
    const parts = Array.from(fresh.childNodes);
    Array.from(old.childNodes).forEach((child, i) => morph(child, parts[i]));
  };
  const heard = () => { const box = one(".board-newest .board-number, .ticket-call"); return box ? box.textContent : ""; };
  let asked = 0, poll = 0, sure = 0, stream = null;
  const refresh = async () => {
    asked = 0;
    const lost = (is) => all("[data-lost]").forEach((e) => { e.hidden = !is; });
    // A laptop that sleeps refuses nothing: it only never answers.
    const late = window.AbortController && new AbortController(), wait = setTimeout(() => late && late.abort(), 10000);
    let answer;
    try { answer = await fetch(live.dataset.from || location.href, { credentials: "same-origin", cache: "no-store", headers: { "X-Kit-Live": "1" }, signal: late ? late.signal : undefined }); } catch (reason) { return lost(true); } finally { clearTimeout(wait); }
    // A kit that is still locked after a start has nothing newer, either; only a page that asks again by itself can take that back.
    lost(answer.status >= 500 && "sure" in live.dataset);
    // A device that was taken off shows nothing any more.
    const off = answer.headers.get("x-kit-let-in") === "no", away = answer.redirected || answer.status === 404;
    if (off || away && !unsent && !isTyped(page.activeElement)) return location.replace(answer.url);
    // Words that were not sent stay; what stands elsewhere is no fresher copy of this page.
    if (away || !answer.ok) return;
    if (live.dataset.wait) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focus = page.activeElement, before = heard();
    for (const old of all("[data-live-region]")) {
      const next = one(`[data-live-region="${old.dataset.liveRegion}"]`, fresh);
      if (!next || old.contains(focus) && isTyped(focus) || one("details.correct[open]", old)) continue;
      const open = all("details[id][open]", old).map((e) => e.id);
      morph(old, next);
      open.forEach((id) => { const box = page.getElementById(id); if (box) box.open = true; });
    }
    if (focus && !page.contains(focus)) {
      const same = focus.id ? page.getElementById(focus.id) : all(focus.nodeName).find((e) => e.isEqualNode(focus) || focus.href && e.href === focus.href);
      if (same) same.focus({ preventScroll: true });
    }
    page.title = fresh.title;
    body.className = ["curtain", "covered"].filter((name) => body.classList.contains(name)).concat(fresh.body.className).join(" ");
    if ("chime" in body.dataset && heard() && heard() !== before) chime();
    ring();
    tick();
  };
  const ask = () => { if (!asked) asked = setTimeout(refresh, 50 + Math.random() * 450); };
  const listen = () => {
    if (stream) stream.close();
    stream = null;
    [poll, sure].forEach(clearInterval);
    // A page that rings is heard behind other windows, too.
    if (page.hidden && !live.dataset.every) return;
    if (live.dataset.sure) sure = setInterval(ask, 1000 * live.dataset.sure);
    if (!window.EventSource || !live.dataset.live) { poll = setInterval(ask, 1000 * (live.dataset.wait || live.dataset.every || 20)); return; }
    stream = new EventSource(live.dataset.live);
    stream.onmessage = ask;
    stream.addEventListener("reload", ask);
    stream.onerror = () => { ask(); if (stream && stream.readyState === 2) { clearInterval(poll); poll = setInterval(ask, 20000); } };
  };
  page.addEventListener("visibilitychange", () => { listen(); if (!page.hidden) ask(); });
  addEventListener("pagehide", () => { if (stream) stream.close(); });
  listen();
})();
