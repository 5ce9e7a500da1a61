// The arrow keys turn to the card before and after. Without scripts there are the links.
(function () {
  "use strict";

  var TURNS = { ArrowLeft: "prev", ArrowRight: "next" };

  document.addEventListener("keydown", function (event) {
    var rel = TURNS[event.key];
    if (!rel || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // In a field or a choice the arrows are the field's own.
    if (event.target.closest("input, textarea, select, summary, [contenteditable]")) return;
    var link = document.querySelector("a[rel='" + rel + "']");
    if (link) link.click();
  });
})();
