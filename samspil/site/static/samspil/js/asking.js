// The writing helper: another way to ask, once it is chosen, stands in the field, where it can be changed further.
(function () {
  "use strict";

  document.addEventListener("change", function (event) {
    var choice = event.target;
    var helper = choice.name === "wording" && choice.closest("[data-asks-about]");
    var field = helper && document.getElementById(helper.dataset.asksAbout);
    // Set without an event: the helper would look again, and take away the choices somebody is choosing among.
    if (field) field.value = choice.dataset.text;
  });
})();
