// Small help for forms. Every page works without it.
(function () {
  "use strict";

  var DRAFT = "samspil:draft:";
  var SENT = "samspil:sent:";

  // ---- One press, one post: a second press while the first is on its way does nothing. ----

  function release(form) {
    delete form.dataset.sending;
    form.querySelectorAll("[aria-disabled='true'][data-locked]").forEach(function (button) {
      button.removeAttribute("aria-disabled");
      delete button.dataset.locked;
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    // Only marked, not disabled: a disabled button would lose its own name and value from the post.
    form.querySelectorAll("button:not([type=button])").forEach(function (button) {
      button.setAttribute("aria-disabled", "true");
      button.dataset.locked = "yes";
    });
    // A post that answers with a file leaves the page standing; let go again.
    window.setTimeout(release, 8000, form);
    if ("forget" in form.dataset) forgetAll();
    else markSent(form);
  });

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
  });

  // ---- How much room is left in a text. ----

  function count(area) {
    var note = document.getElementById(area.id + "_counter");
    if (!note) return;
    var left = Number(area.dataset.limit) - area.value.length;
    var text = left < 0 ? note.dataset.over : note.dataset.left;
    note.textContent = text.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    note.classList.toggle("counter--over", left < 0);
  }

  // ---- What was typed survives a lost page, in this tab only: <form data-keep="name" data-keep-note="..."> ----

  function storage() {
    try {
      return window.sessionStorage;
    } catch (error) {
      return null; // private windows may refuse; then there is simply no draft
    }
  }

  function keyOf(form) {
    return DRAFT + location.pathname + ":" + form.dataset.keep;
  }

  function keptFields(form) {
    // Fields about the person (autocomplete) are never kept.
    return form.querySelectorAll("textarea[name], input[type=text][name]:not([autocomplete])");
  }

  function keep(form) {
    var store = storage();
    if (!store) return;
    var texts = {};
    keptFields(form).forEach(function (field) {
      if (field.value && field.value !== field.defaultValue) texts[field.name] = field.value;
    });
    try {
      if (Object.keys(texts).length) store.setItem(keyOf(form), JSON.stringify(texts));
      else store.removeItem(keyOf(form));
    } catch (error) {
      // full: the page itself still holds the text
    }
  }

  function markSent(form) {
    var store = storage();
    if (store && form.dataset.keep && store.getItem(keyOf(form))) store.setItem(SENT + keyOf(form), "yes");
  }

  function forgetSent() {
    var store = storage();
    if (!store) return;
    Object.keys(store).forEach(function (key) {
      if (key.indexOf(SENT) !== 0) return;
      store.removeItem(key.slice(SENT.length));
      store.removeItem(key);
    });
  }

  // Signing out: what one person typed is not there for the next at the same screen.
  function forgetAll() {
    var store = storage();
    if (store) Object.keys(store).filter((key) => key.startsWith("samspil:")).forEach((key) => store.removeItem(key));
  }

  function restore(form) {
    var store = storage();
    var saved = store && store.getItem(keyOf(form));
    if (!saved) return;
    var texts = JSON.parse(saved);
    var restored = false;
    keptFields(form).forEach(function (field) {
      // What the server sent back wins over the draft.
      if (texts[field.name] && !field.value) {
        field.value = texts[field.name];
        restored = true;
      }
    });
    if (restored && form.dataset.keepNote) {
      var note = document.createElement("p");
      note.className = "draft-note";
      note.setAttribute("role", "status");
      note.textContent = form.dataset.keepNote;
      form.prepend(note);
    }
  }

  // ---- Start, also for what htmx puts in later. ----

  function prepare(root) {
    root.querySelectorAll("form[data-keep]").forEach(function (form) {
      if (form.dataset.kept) return;
      form.dataset.kept = "yes";
      restore(form);
      form.addEventListener("input", function () {
        window.clearTimeout(form.keepTimer);
        form.keepTimer = window.setTimeout(keep, 400, form);
      });
      form.addEventListener("submit", function () {
        keep(form);
      });
    });
    root.querySelectorAll("textarea[data-limit]").forEach(function (area) {
      if (area.dataset.counted) return;
      area.dataset.counted = "yes";
      area.addEventListener("input", function () {
        count(area);
      });
      if (area.value) count(area);
    });
    // Without scripts the browser's own menu prints; a button that does nothing is not shown.
    root.querySelectorAll("button[data-print][hidden]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        window.print();
      });
    });
  }

  function start() {
    if (document.querySelector("[data-sent-ok]")) forgetSent();
    prepare(document);
    var errors = document.getElementById("form-errors");
    if (errors) errors.focus();
  }

  document.addEventListener("htmx:load", function (event) {
    prepare(event.target);
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
