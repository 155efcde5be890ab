// The site's own behaviour: opening the search, filtering lists, printing. Pages work without it.
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fold = (text) => text.toLocaleLowerCase("sv").normalize("NFC");

  // The search: Material's, fetched the first time it is opened.
  const toggle = $("#__search");
  const finder = $(".ly-finder");
  const field = finder && $(".ly-finder-field", finder);
  let fetched = false;
  let opener = null;

  const tellWords = () => field.dispatchEvent(new Event("keyup"));

  const fetchSearch = () => {
    if (fetched) return;
    fetched = true;
    for (const wanted of $("#ly-scripts").content.querySelectorAll("script")) {
      if (!wanted.hasAttribute("src")) continue;
      const script = document.createElement("script");
      script.src = wanted.getAttribute("src");
      script.async = false;
      // It begins to listen some time after it has loaded: what was typed before is told again.
      script.onload = () => [0, 200, 1000, 3000].forEach((wait) => setTimeout(tellWords, wait));
      document.body.append(script);
    }
  };

  const openSearch = (text, from) => {
    opener = from || document.activeElement;
    fetchSearch();
    if (!toggle.checked) toggle.click();
    if (text) field.value = text;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    field.dispatchEvent(new Event("keyup"));
  };

  const closeSearch = () => {
    if (toggle.checked) toggle.click();
    if (opener) opener.focus({ preventScroll: true });
  };

  if (finder) {
    all("[data-ly-open-search]").forEach((link) => {
      link.setAttribute("role", "button");
      link.addEventListener("pointerenter", fetchSearch);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        openSearch("", link);
      });
      link.addEventListener("keydown", (event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        openSearch("", link);
      });
    });
    all("[data-ly-search]").forEach((form) => {
      const input = $("input", form);
      const open = () => {
        const text = input.value;
        input.value = "";
        openSearch(text, input);
      };
      input.addEventListener("focus", fetchSearch);
      input.addEventListener("input", () => input.value && open());
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        open();
      });
    });
    $("[data-ly-close-search]").addEventListener("click", closeSearch);
    $(".ly-finder-form").addEventListener("submit", (event) => event.preventDefault());
    toggle.addEventListener("change", () => {
      document.documentElement.classList.toggle("ly-finding", toggle.checked);
    });
  }

  // Material listens for single letters everywhere, and lets Tab close the search; neither is
  // kind to those who steer by keyboard or voice, so such keys never reach it.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!finder) return;
      if (!toggle.checked) {
        if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
        return;
      }
      if (event.key === "Escape") {
        event.stopPropagation();
        closeSearch();
      } else if (event.key === "Tab") {
        event.stopPropagation();
        keepFocus(event);
      } else if (event.target instanceof HTMLButtonElement || event.target.tagName === "SUMMARY") {
        if (event.key === " " || event.key === "Enter") event.stopPropagation();
      }
    },
    true,
  );

  const keepFocus = (event) => {
    const stops = all("input, button, a[href], summary", finder).filter((stop) => stop.offsetParent);
    const here = stops.indexOf(document.activeElement);
    const next = (here + (event.shiftKey ? -1 : 1) + stops.length) % stops.length;
    event.preventDefault();
    stops[next].focus();
  };

  // The menu closes on Escape and when something else is touched.
  const menu = $(".ly-menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      $("summary", menu).focus();
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }

  // Lists: keep the lines that hold every word.
  all("[data-ly-filter]").forEach((input) => {
    const box = input.closest(".ly-filter");
    const groups = all("[data-ly-group]");
    const rows = groups.flatMap((group) => all(".ly-row", group)).map((row) => [row, fold(row.textContent)]);
    const count = $("[data-ly-count]", box);
    const filter = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      groups.forEach((group) => {
        if (group.matches("section")) group.hidden = !$(".ly-row:not([hidden])", group);
      });
      count.textContent = words.length ? `Visar ${shown} av ${rows.length}.` : "";
    };
    box.hidden = false;
    input.value = new URLSearchParams(location.search).get("q") || input.value;
    input.addEventListener("input", filter);
    if (input.value) filter();
  });

  all("[data-ly-print]").forEach((button) => button.addEventListener("click", () => print()));

  // A page that was built long ago says so.
  const built = $("[data-ly-built]");
  const days = built ? Math.floor((Date.now() - Date.parse(built.dateTime)) / 864e5) : 0;
  if (days > 7) built.parentElement.append(` Det är ${days} dagar sedan. Texterna kan ha ändrats.`);
})();
