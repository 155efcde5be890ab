// The site's own behaviour: opening the search, filtering lists, printing. Pages work without it.
(() => {
  "use strict";
  const own = document.currentScript.src;
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

  // Lists: keep the lines that hold every word and every choice.
  all("[data-ly-filter]").forEach((input) => {
    const box = input.closest(".ly-filter");
    const choices = all("[data-ly-choice]", box);
    const groups = all("[data-ly-group]");
    const rows = groups.flatMap((group) => all(".ly-row", group)).map((row) => [row, fold(row.textContent)]);
    const count = $("[data-ly-count]", box);
    const chosen = ({ dataset }) =>
      choices.every(({ name, value }) => !value || dataset[name].split(" ").includes(value));
    const filter = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !(words.every((word) => text.includes(word)) && chosen(row));
        if (!row.hidden) shown += 1;
      }
      groups.forEach((group) => {
        const left = all(".ly-row:not([hidden])", group).length;
        if (group.matches("section")) group.hidden = !left;
        all("[data-ly-number]", group).forEach((place) => (place.textContent = left));
      });
      const filtered = words.length || choices.some(({ value }) => value);
      const nothing = shown ? "" : " Inget passar. Ändra valet.";
      count.textContent = filtered ? `Visar ${shown} av ${rows.length}.${nothing}` : "";
    };
    const asked = new URLSearchParams(location.search);
    box.hidden = false;
    input.value = asked.get("q") || input.value;
    choices.forEach((choice) => {
      const wanted = asked.get(choice.name);
      if (all("option", choice).some(({ value }) => value === wanted)) choice.value = wanted;
      choice.addEventListener("change", () => {
        const kept = new URLSearchParams(location.search);
        if (choice.value) kept.set(choice.name, choice.value);
        else kept.delete(choice.name);
        const query = String(kept) && `?${kept}`;
        history.replaceState(null, "", `${location.pathname}${query}${location.hash}`);
        filter();
      });
    });
    input.addEventListener("input", filter);
    filter();
  });

  all("[data-ly-print]").forEach((button) => button.addEventListener("click", () => print()));

  // A page that was built long ago says so, also when it has stood open for days.
  const built = $("[data-ly-built]");
  const age = () => {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    return Math.round((today - Date.parse(built.dateTime)) / 864e5);
  };
  const tellAge = () => {
    const days = age();
    if (!(days > 2)) return;
    const notice = $(".ly-stale") || $("#ly-stale").content.firstElementChild.cloneNode(true);
    const place = $("[data-ly-age]", notice);
    const text =
      `Sidan byggdes ${built.dateTime}. Den kan vara inaktuell: det är ${days} dagar sedan, ` +
      "och texterna kan ha ändrats efter det.";
    if (place.textContent === text) return;
    $("#ly-innehall").prepend(notice);
    place.textContent = text;
  };
  if (built) {
    tellAge();
    document.addEventListener("visibilitychange", () => document.hidden || tellAge());
  }

  // The page that answers for a day has a script of its own.
  if ($("[data-ly-when]")) {
    const script = document.createElement("script");
    script.src = new URL("when.js", own);
    document.body.append(script);
  }
})();
