// The review page by keyboard: a current fact, one key for each step, and marked words that become facts.
// Every step is a form of the page, so that all of it works by click and without this script as well.
"use strict";

(() => {
  const marking = window.coopwatchMarking;
  const dialog = document.getElementById("dialog");
  const help = document.getElementById("help");
  const shortcuts = document.getElementById("shortcuts");
  const state = { current: 0, id: null, jump: 0, isMarking: false, scroll: [] };

  const review = () => document.getElementById("review");
  const facts = () => [...review().querySelectorAll(".fact")];
  const isOpen = (fact) => fact.classList.contains("is-open");

  // --- the current fact -------------------------------------------------------------------------
  function setCurrent(index, focus = true) {
    const all = facts();
    if (!all.length) return;
    state.current = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((fact, number) => {
      fact.classList.toggle("is-current", number === state.current);
      fact.tabIndex = number === state.current ? 0 : -1;
    });
    const fact = all[state.current];
    state.id = fact.id;
    state.jump = 0;
    if (focus) fact.focus({ preventScroll: true });
    fact.scrollIntoView({ block: "nearest" });
    light(fact);
  }

  function light(fact) {
    const keys = new Set((fact.dataset.quotes || "").split(" ").filter(Boolean));
    for (const mark of review().querySelectorAll("mark[data-keys]")) {
      mark.classList.toggle("is-current", mark.dataset.keys.split(" ").some((key) => keys.has(key)));
    }
  }

  function markOf(key) {
    return [...review().querySelectorAll("mark[data-keys]")].find((mark) => mark.dataset.keys.split(" ").includes(key));
  }

  function jumpTo(key) {
    const mark = markOf(key);
    if (!mark) return;
    mark.closest("details").open = true;
    mark.scrollIntoView({ block: "center" });
    mark.classList.add("is-jumped");
    setTimeout(() => mark.classList.remove("is-jumped"), 1200);
  }

  function jump() {
    const keys = (facts()[state.current]?.dataset.quotes || "").split(" ").filter(Boolean);
    if (keys.length) jumpTo(keys[state.jump++ % keys.length]);
  }

  // After a step: the same fact where it is still open, else the next open one.
  function resume() {
    const all = facts();
    const index = all.findIndex((fact) => fact.id === state.id);
    const here = index < 0 ? Math.min(state.current, all.length - 1) : index;
    const next = all.findIndex((fact, number) => number >= here && isOpen(fact));
    setCurrent(next < 0 ? here : next);
  }

  // --- dialogs ----------------------------------------------------------------------------------
  function openForm(address) {
    state.isMarking = false;
    window.htmx.ajax("GET", address, { target: "#dialog-body", swap: "innerHTML" }).then(() => {
      if (!dialog.open && document.getElementById("dialog-body").firstElementChild) dialog.showModal();
      focusForm();
    });
  }

  function focusForm() {
    const first = [".candidates button", "#id_field", "#id_value"].map((name) => dialog.querySelector(name));
    first.find(Boolean)?.focus();
  }

  function addMarked() {
    const passage = marking.passage();
    if (!passage) return;
    const query = new URLSearchParams({ ...passage, grund: review().dataset.place });
    openForm(`${review().dataset.add}?${query}`);
  }

  function beginMarking() {
    const keys = (facts()[state.current]?.dataset.quotes || "").split(" ").filter(Boolean);
    const mark = keys.length ? markOf(keys[0]) : null;
    const box = mark ? marking.textOf(mark) : review().querySelector("[data-article]");
    if (!box) return;
    box.closest("details").open = true;
    state.isMarking = true;
    review().classList.add("is-marking");
    say(review().dataset.marking, "info");
    marking.begin(box, mark);
  }

  function endMarking() {
    state.isMarking = false;
    review().classList.remove("is-marking");
    getSelection().removeAllRanges();
    document.getElementById("said").replaceChildren();
    setCurrent(state.current);
  }

  // --- keys -------------------------------------------------------------------------------------
  function press(key) {
    const within = facts()[state.current];
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const target = within?.querySelector(wanted) || [...review().querySelectorAll(wanted)].find((e) => !e.closest(".fact"));
    target?.click();
    return Boolean(target);
  }

  const COMMANDS = {
    ArrowDown: () => setCurrent(state.current + 1),
    ArrowUp: () => setCurrent(state.current - 1),
    j: () => setCurrent(state.current + 1),
    z: jump,
    m: beginMarking,
  };

  function isTyping(target) {
    return target.closest("input, select, textarea, dialog") !== null;
  }

  function onMarkingKey(event) {
    if (marking.isMove(event.key)) marking.move(event.key, event.shiftKey);
    else if (event.key === "Enter") addMarked();
    else if (event.key === "Escape") endMarking();
    else return false;
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (state.isMarking) {
      if (onMarkingKey(event)) event.preventDefault();
      return;
    }
    if (!shortcuts.checked) return;
    if (event.key === "Enter" && marking.passage()) return addMarked();
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const inText = event.key.startsWith("Arrow") && event.target.closest("[data-article]");
    if (inText) return;
    if (COMMANDS[key]) COMMANDS[key]();
    else if (key.length !== 1 || !press(key)) return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const fact = event.target.closest(".fact");
    if (fact) setCurrent(facts().indexOf(fact), false);
    if (opener) {
      event.preventDefault();
      openForm(opener.href);
    } else if (event.target.closest("[data-open]")) help.showModal();
    else if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    else if (event.target.closest("[data-jump]")) {
      event.preventDefault();
      jumpTo(event.target.closest("[data-jump]").dataset.jump);
    }
    const risky = event.target.closest("[data-confirm]");
    if (risky && !confirm(risky.dataset.confirm)) event.preventDefault();
  }, true);

  document.addEventListener("mouseup", (event) => {
    const box = marking.textOf(event.target);
    document.getElementById("mark-hint")?.remove();
    if (!box || !marking.passage()) return;
    const button = document.createElement("button");
    button.id = "mark-hint";
    button.type = "button";
    button.className = "button default";
    button.textContent = review().querySelector("[data-key='+']").firstChild.textContent;
    button.addEventListener("mousedown", (down) => down.preventDefault());
    button.addEventListener("click", () => { addMarked(); button.remove(); });
    box.before(button);
  });

  // --- the page after a step --------------------------------------------------------------------
  const panes = () => [...review().querySelectorAll(".articles, .facts, [data-article]")];

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "review") return;
    state.scroll = panes().map((pane) => pane.scrollTop);
    state.isMarking = false;
    dialog.close();
  });

  // A form that comes back keeps the focus where it was, unless it asks which place is meant.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "dialog-body" && dialog.open) dialog.querySelector(".candidates button")?.focus();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "review" && event.detail.elt.id !== "review") return;
    panes().forEach((pane, number) => { pane.scrollTop = state.scroll[number] ?? 0; });
    resume();
  });

  function say(words, level = "error") {
    const line = document.createElement("p");
    line.className = `message message--${level}`;
    line.textContent = words;
    document.getElementById("said").replaceChildren(line);
  }

  document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText.slice(0, 300)));
  document.addEventListener("htmx:sendError", () => say(review().dataset.offline));

  dialog.addEventListener("close", () => setCurrent(state.current));
  help.addEventListener("close", () => setCurrent(state.current));
  shortcuts.checked = localStorage.getItem("coopwatch-shortcuts") !== "off";
  shortcuts.addEventListener("change", () => localStorage.setItem("coopwatch-shortcuts", shortcuts.checked ? "on" : "off"));
  const conflict = facts().findIndex((fact) => fact.classList.contains("is-conflict") && isOpen(fact));
  const first = conflict < 0 ? facts().findIndex(isOpen) : conflict;
  setCurrent(first < 0 ? 0 : first);
})();
