// "Kopiér": puts the text of a field on the clipboard. Without scripts the text stands in the field, to be marked.
(function () {
  "use strict";

  if (!navigator.clipboard) return;
  document.querySelectorAll("button[data-copy][hidden]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var field = document.getElementById(button.dataset.copy);
      navigator.clipboard.writeText(field.value).then(function () {
        button.textContent = button.dataset.done;
      });
    });
  });
})();
