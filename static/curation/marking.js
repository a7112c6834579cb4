// Marked words of an article as offsets that count characters, and marking by keyboard.
"use strict";

(() => {
  const textOf = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-article]");

  // The server counts code points, a browser UTF-16 units: "🏛" is one there and two here.
  const codePoints = (text) => Array.from(text).length;

  function offsetOf(box, node, offset) {
    const before = document.createRange();
    before.setStart(box, 0);
    before.setEnd(node, offset);
    return codePoints(before.toString());
  }

  // The selection without white space at its ends, or null where it is not within one article.
  function passage() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const box = textOf(range.startContainer);
    if (!box || box !== textOf(range.endContainer)) return null;
    const words = range.toString();
    if (!words.trim()) return null;
    const start = offsetOf(box, range.startContainer, range.startOffset);
    const lead = codePoints(words) - codePoints(words.trimStart());
    return { article: box.dataset.article, start: start + lead, end: start + lead + codePoints(words.trim()) };
  }

  function selectWord() {
    getSelection().modify("extend", "forward", "word");
  }

  function begin(box, mark) {
    const range = document.createRange();
    range.setStart(mark ?? box, 0);
    range.collapse(true);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    box.focus({ preventScroll: true });
    getSelection().addRange(range);
    selectWord();
    show();
  }

  function show() {
    const selection = getSelection();
    const node = selection.focusNode;
    (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.scrollIntoView({ block: "nearest" });
  }

  const MOVES = {
    ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"],
    ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"],
  };

  function move(key, extend) {
    const [direction, unit] = MOVES[key];
    const selection = getSelection();
    if (extend) {
      selection.modify("extend", direction, unit);
    } else {
      if (direction === "backward" || unit === "line") selection.collapseToStart();
      else selection.collapseToEnd();
      if (direction === "backward" || unit === "line") selection.modify("move", direction, unit);
      selectWord();
    }
    show();
  }

  window.coopwatchMarking = { begin, isMove: (key) => key in MOVES, move, passage, textOf };
})();
