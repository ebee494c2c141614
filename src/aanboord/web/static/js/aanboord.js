// Quickens pages that work without it: see docs/frontend.md.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const on = (type, react) => document.addEventListener(type, react);
  const kept = sessionStorage;
  const { account } = document.body.dataset;

  // -- drafts: what is typed stays in this tab, for this account alone, until the server has it
  const forget = (which) => Object.keys(kept).filter(which).forEach((key) => kept.removeItem(key));
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && !value.name);
  const refill = (form, draft) =>
    [...form.elements].forEach((field) => {
      if (!field.name || ["hidden", "file", "submit"].includes(field.type)) return;
      const values = draft.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    });
  const keyOf = (form) => account + form.dataset.autosave;

  const autosave = (form) => {
    const { autosave: address, saved, lost, restore } = form.dataset;
    const key = keyOf(form);
    const say = form.appendChild(make("output", { className: "saved" }));
    let timer, latest;
    const send = async () => {
      const body = (latest = new FormData(form));
      const answer = await fetch(address, { method: "POST", body, redirect: "error" }).catch(() => ({}));
      if (body !== latest) return;
      if (answer.ok) kept.removeItem(key);
      const time = new Date().toLocaleTimeString("nl-BE", { timeStyle: "short" });
      say.textContent = answer.ok ? `${saved} ${time}` : lost;
    };
    form.addEventListener("input", () => {
      kept[key] = JSON.stringify(typed(form));
      clearTimeout(timer);
      timer = setTimeout(send, 1000);
    });
    form.addEventListener("submit", () => (kept.sent = key));
    if (!kept[key] || kept[key] === JSON.stringify(typed(form))) return;
    const button = make("button", { type: "button", className: "button", textContent: restore });
    button.onclick = () => {
      refill(form, JSON.parse(kept[key]));
      button.remove();
      send();
    };
    form.prepend(button);
  };

  // -- keys: those of one letter can be switched off (WCAG 2.1.4)
  const row = (step) => {
    const rows = all(".worklist tbody tr");
    const here = rows.findIndex((one) => one.contains(document.activeElement));
    return rows[Math.max(here + step, 0)] ?? make("tr");
  };
  const keys = {
    "/": () => one("#zoek")?.focus(),
    "?": () => one("#sneltoetsen")?.showModal(),
    j: () => one("th a", row(1))?.focus(),
    k: () => one("th a", row(-1))?.focus(),
    x: () => one("tr:focus-within .pick input")?.click(),
  };
  on("keydown", (event) => {
    const menu = event.key === "Escape" && one("details.menu[open]");
    if (menu) {
      menu.open = false;
      one("summary", menu).focus();
    }
    const busy = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || localStorage.keys === "off" || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // -- ticking a list
  on("change", ({ target }) => {
    if (target.matches("[data-keys-on]")) localStorage.keys = target.checked ? "on" : "off";
    const name = target.dataset.selectAll || target.name;
    const boxes = all(`[type=checkbox][name="${name}"]`);
    if (target.dataset.selectAll) boxes.forEach((box) => (box.checked = target.checked));
    const ticked = boxes.filter((box) => box.checked).length;
    all(`[data-select-all="${name}"]`).forEach((box) => (box.checked = ticked === boxes.length));
    all(`[data-count="${name}"]`).forEach((place) => (place.textContent = ticked));
  });

  on("click", ({ target }) => {
    all("details.menu[open]").forEach((menu) => menu.contains(target) || (menu.open = false));
    if (target.closest("[data-keys]")) keys["?"]();
  });
  on("submit", (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
    else if (event.target.matches("[data-sign-out]")) forget(() => true);
  });

  const forms = all("form[data-autosave]");
  if (account) {
    // Another's drafts, and the draft of a form that was sent and left behind.
    const { sent } = kept;
    forget((key) => !key.startsWith(account) || (key === sent && !forms.map(keyOf).includes(key)));
  }
  forms.forEach(autosave);
  all("[data-keys]").forEach((button) => (button.hidden = false));
  all("[data-keys-on]").forEach((box) => (box.checked = localStorage.keys !== "off"));
  const wrong = one(".error-summary h2");
  wrong?.parentNode.focus();
  if (wrong) document.title = `${wrong.textContent}: ${document.title}`;
})();
