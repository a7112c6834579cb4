// What pages gain with script: the menu on small screens, searching in long lists, a filter that keeps its place.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("enhanced");
  let opened = [];
  let searched = [];
  let focused = "";

  /** Shows and hides the menu on small screens. */
  function prepareMenu() {
    const button = document.querySelector(".menu-button");
    const menu = document.getElementById("menu");
    if (!button || !menu) return;
    const small = window.matchMedia("(max-width: 48rem)");
    const show = () => (button.hidden = !small.matches);
    small.addEventListener("change", show);
    show();
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(menu.classList.toggle("open")));
    });
  }

  /** Hides the lines of a list that do not hold the words of its search field. */
  function narrow(field) {
    const words = field.value.trim().toLocaleLowerCase();
    const list = document.getElementById(field.dataset.narrows);
    for (const line of list.querySelectorAll("li, [data-narrow]")) {
      line.hidden = !line.textContent.toLocaleLowerCase().includes(words);
    }
  }

  /** Makes the search fields of long lists work; without script they stay hidden. */
  function prepareNarrowing() {
    for (const field of document.querySelectorAll("[data-narrows]")) {
      field.closest("[hidden]")?.removeAttribute("hidden");
      field.addEventListener("input", () => {
        narrow(field);
        // What is searched for may be among the values that did not come with the page.
        const rest = document.querySelector(`[data-whole="${field.dataset.narrows}"]`);
        if (rest && !rest.dataset.asked) {
          rest.dataset.asked = "yes";
          rest.click();
        }
      });
      // The words of this field are no part of the question that the form asks.
      field.addEventListener("change", (event) => event.stopPropagation());
    }
  }

  /** Folds the filter on small screens, where the answer should stand first. */
  function foldFilter() {
    const panel = document.getElementById("filter-panel");
    if (panel && window.matchMedia("(max-width: 62rem)").matches) panel.open = false;
  }

  /** Remembers which parts of the filter stand open, and where the reader is. */
  function remember() {
    opened = [...document.querySelectorAll("#dashboard details[id]")].map((part) => [part.id, part.open]);
    searched = [...document.querySelectorAll("#dashboard [data-narrows]")].map((field) => [field.id, field.value]);
    focused = document.activeElement?.id || "";
  }

  /** Keeps what stands in the search fields of lists, and searches again in the lists that came. */
  function searchAgain() {
    for (const [id, words] of searched) {
      const field = document.getElementById(id);
      if (!field || !words) continue;
      field.value = words;
      narrow(field);
    }
  }

  /** Puts the filter back as the reader left it. */
  function restore() {
    for (const [id, open] of opened) {
      const part = document.getElementById(id);
      if (part) part.open = open;
    }
    document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** Makes the buttons work that copy a text; without script they stay hidden. */
  function prepareCopying() {
    for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
      button.closest("[hidden]")?.removeAttribute("hidden");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
        button.querySelector(".kern-label").textContent = button.dataset.done;
      });
    }
  }

  function prepare() {
    prepareNarrowing();
  }

  prepareMenu();
  prepareCopying();
  foldFilter();
  prepare();
  document.addEventListener("htmx:configRequest", (event) => {
    // Only what was chosen belongs into the address.
    for (const [name, value] of Object.entries(event.detail.parameters)) {
      if (value === "") delete event.detail.parameters[name];
    }
  });
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSwap", () => {
    restore();
    prepare();
    searchAgain();
    document.title = `${document.getElementById("antwort")?.textContent.trim() || ""} – coopwatch`;
    document.dispatchEvent(new CustomEvent("coopwatch:drawn"));
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".exports[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(".exports[open]")) menu.open = false;
  });
})();
