// Fills a kit the fast way: the same forms as a hand would send, from within a page of the same door.
const read = async (answer) => ({ url: new URL(answer.url), page: new DOMParser().parseFromString(await answer.text(), "text/html"), status: answer.status });
const open = async (path) => read(await fetch(path));
const send = async (seen, css, values) => {
  const form = seen.page.querySelector(css);
  if (!form) throw new Error(`no ${css} at ${seen.url.pathname}`);
  const pairs = new URLSearchParams();
  const fields = [...seen.page.querySelectorAll("input, select, textarea")].filter((e) => e.form === form);
  for (const e of fields) {
    if (!e.name || e.disabled || e.name in values) continue;
    if (/radio|checkbox/.test(e.type) ? e.hasAttribute("checked") : e.type !== "file") pairs.append(e.name, e.value);
  }
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) pairs.append(name, one);
  return read(await fetch(new URL(form.getAttribute("action") || "", seen.url), { method: "POST", body: pairs }));
};
const file = async (answers) => {
  let seen = await send(await open("/"), "form[action='/start']", {});
  for (let n = 0; n < 60 && seen.url.pathname !== "/check"; n += 1) {
    if (seen.url.pathname === "/photos") { seen = await open("/check"); continue; }
    const here = {};
    for (const e of seen.page.querySelectorAll("#step [name]")) if (e.name in answers) here[e.name] = answers[e.name];
    const before = seen.url.pathname;
    seen = await send(seen, "#step", here);
    if (seen.page.querySelector(".mistakes")) throw new Error(`${before}: ${seen.page.querySelector(".mistakes").innerText || seen.page.querySelector(".mistakes").textContent}`);
  }
  seen = await send(seen, "form[action='/send']", {});
  return seen.url.pathname;
};
