// Vad gällde när: every lydelse comes as data, and what was in force on the chosen day is shown.
// What the rows of the data hold is said in pages/when.py.
(() => {
  "use strict";
  const CHUNK = 100;
  const MOST_ABSENT = 300;
  const NONE = -1;
  const $ = (selector, within = document) => within.querySelector(selector);
  const fold = (text) => text.toLocaleLowerCase("sv").normalize("NFC");
  const copyOf = (selector) => $(selector).content.firstElementChild.cloneNode(true);
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);
  const isUnknown = (day) => day < form.dataset.lyAdoption;
  // A date does not break at a hyphen.
  const write = (place, text) => {
    const parts = text.split(/(\d{4}-\d\d-\d\d)/).map((part, n) => {
      if (n % 2 === 0) return part;
      const date = document.createElement("span");
      date.className = "ly-date";
      date.textContent = part;
      return date;
    });
    place.replaceChildren(...parts);
  };
  const counted = (number) => `${number} dokument`;
  const longDay = (day) =>
    new Intl.DateTimeFormat("sv-SE", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));

  const form = $("[data-ly-when]");
  const dayField = $("input[type=date]", form);
  const textField = $("input[type=search]", form);
  const status = $("[data-ly-when-count]");
  const list = $("[data-ly-when-rows]");
  const more = $("[data-ly-when-more]");
  const rest = $("[data-ly-when-rest]");
  const order = new Intl.Collator("sv", { numeric: true });
  let known = null;
  let texts = [];
  let present = [];
  let absent = [];

  // From data to rows

  const decisionWords = (place) => {
    if (place === NONE) return "Beslut okänt";
    const [day, by, record] = known.beslut[place];
    return `Beslut ${known.dagar[day]} av ${known.av[by]}${record && ` (${record})`}`;
  };

  const rowOf = ([id, title, folder], span) => {
    const [version, first, last, decision, proof, published, late, ownTitle] = span;
    return {
      id,
      version,
      title: ownTitle || title,
      renamed: Boolean(ownTitle),
      address: `${folder}${version}/`,
      first: known.dagar[first],
      last: last === NONE ? "" : known.dagar[last],
      basis: `${decisionWords(decision)}; ${known.bevis[proof]}.`,
      late: late ? known.dagar[published] : "",
    };
  };

  const holds = ([, first, last], day) =>
    known.dagar[first] <= day && (last === NONE || day <= known.dagar[last]);

  const textOf = ([id, title, , spans]) =>
    fold([id, title, ...spans.map((span) => span[7] || "")].join(" "));

  const search = (day, words) => {
    present = [];
    absent = [];
    for (const [place, one] of known.dokument.entries()) {
      if (!words.every((word) => texts[place].includes(word))) continue;
      const spans = one[3];
      const then = spans.find((span) => holds(span, day));
      const near = spans.find(([, first]) => known.dagar[first] > day) || spans[spans.length - 1];
      (then ? present : absent).push(rowOf(one, then || near));
    }
    if (present.some((row) => row.renamed)) present.sort((a, b) => order.compare(a.title, b.title));
  };

  // From rows to what is read

  const stateOf = (row, day) => {
    if (row.first > known.byggd) return ["beslutad", "Beslutad"];
    if (row.last && row.last < known.byggd) return ["tidigare", "Gäller inte längre"];
    return ["galler", day < known.byggd ? "Gäller fortfarande" : "Gäller"];
  };

  const lateWords = (row, day) =>
    day < row.late
      ? `Publicerades först ${row.late}. Den här dagen kunde personalen inte läsa den.`
      : `Publicerades ${row.late}, efter att den började gälla. Före dess kunde personalen inte läsa den.`;

  const linked = (item, row) => {
    $("a", item).href = row.address;
    $("a", item).textContent = row.title;
    $("[data-ly-what]", item).textContent = `${row.id} · version ${row.version}`;
    return item;
  };

  const presentItem = (row, day) => {
    const item = linked(copyOf("[data-ly-when-row]"), row);
    const [look, words] = stateOf(row, day);
    for (const badge of item.querySelectorAll(".ly-badge")) {
      if (badge.classList.contains(`ly-is-${look}`)) badge.lastElementChild.textContent = words;
      else badge.remove();
    }
    const days = row.last ? `${row.first} till och med ${row.last}` : `från ${row.first}`;
    write($("[data-ly-days]", item), days);
    write($("[data-ly-basis]", item), row.basis);
    const late = $("[data-ly-late]", item);
    if (row.late) write($("span", late), lateWords(row, day));
    else late.remove();
    return item;
  };

  const absentItem = (row, day) => {
    const item = linked(copyOf("[data-ly-when-absent]"), row);
    const words = row.first > day ? `börjar gälla ${row.first}` : `gällde till och med ${row.last}`;
    write($("[data-ly-days]", item), words);
    return item;
  };

  const showMore = (size) => {
    const from = list.children.length;
    list.append(...present.slice(from, from + size).map((row) => presentItem(row, dayField.value)));
    const left = present.length - list.children.length;
    more.hidden = !left;
    $("button", more).textContent = `Visa fler (${left} till)`;
    return list.children[from];
  };

  const showAbsent = () => {
    rest.hidden = !absent.length;
    $("summary", rest).textContent = isUnknown(dayField.value)
      ? `För ${counted(absent.length)} är texten den dagen inte känd`
      : `${counted(absent.length)} gällde inte den dagen`;
    const items = rest.open ? absent.slice(0, MOST_ABSENT) : [];
    $("ul", rest).replaceChildren(...items.map((row) => absentItem(row, dayField.value)));
    const left = absent.length - items.length;
    $("p", rest).textContent = rest.open && left ? `${left} till visas inte. Filtrera på titel.` : "";
  };

  const notes = (day) => {
    const words = [];
    const adoption = form.dataset.lyAdoption;
    if (known.byggd < adoption)
      words.push(
        `Införandet är först ${longDay(adoption)}. Listan bygger på det som finns nu och är inte bevisad.`,
      );
    else if (isUnknown(day))
      words.push(
        `Dagen ligger före införandet ${longDay(adoption)}. Listan bygger på det som togs över då och är inte bevisad.`,
      );
    if (day > known.byggd)
      words.push(`Sidan byggdes ${longDay(known.byggd)}. Listan visar det som var beslutat då för den här dagen.`);
    const items = words.map((text) => {
      const note = copyOf("[data-ly-when-note]");
      $("span", note).textContent = text;
      return note;
    });
    $("[data-ly-when-notes]").replaceChildren(...items);
  };

  const statusWords = (day, filtered) => {
    const verb = day < known.byggd ? "gällde" : day > known.byggd ? "ska gälla" : "gäller";
    const number = present.length ? counted(present.length) : "Inget dokument";
    const which = `${number}${filtered ? " som passar filtret" : ""}`;
    if (!present.length && isUnknown(day)) return `${which} är känt för den dagen.`;
    return `${which} ${verb} ${longDay(day)}.`;
  };

  const clear = () => {
    present = [];
    absent = [];
    list.replaceChildren();
    $("[data-ly-when-notes]").replaceChildren();
    more.hidden = rest.hidden = true;
  };

  // What the reader does

  const show = () => {
    if (!known) return;
    const day = dayField.value;
    if (!isDay(day)) {
      clear();
      status.textContent = "Ange en dag, till exempel 2026-12-01.";
      return;
    }
    const words = fold(textField.value).split(/\s+/).filter(Boolean);
    search(day, words);
    notes(day);
    status.textContent = statusWords(day, words.length > 0);
    list.replaceChildren();
    showMore(CHUNK);
    showAbsent();
    const kept = new URLSearchParams({ dag: day });
    if (words.length) kept.set("q", textField.value);
    history.replaceState(null, "", `?${kept}`);
  };

  const begin = async () => {
    const asked = new URLSearchParams(location.search);
    form.hidden = false;
    // A day that cannot be read leaves the field empty: then the day of the build stands.
    const preset = dayField.value;
    dayField.value = asked.get("dag") || preset;
    if (!isDay(dayField.value)) dayField.value = preset;
    textField.value = asked.get("q") || "";
    status.textContent = "Hämtar listan …";
    try {
      const answer = await fetch(form.dataset.lyWhen);
      if (!answer.ok) throw new Error(answer.statusText);
      known = await answer.json();
      texts = known.dokument.map(textOf);
    } catch {
      status.textContent = "Listan gick inte att hämta. Läs listan med alla versioner i stället.";
      return;
    }
    show();
  };

  dayField.addEventListener("input", show);
  textField.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  rest.addEventListener("toggle", showAbsent);
  $("button", more).addEventListener("click", () => {
    const first = showMore(CHUNK);
    if (first) $("a", first).focus();
  });
  window.addEventListener("beforeprint", () => known && showMore(present.length));
  begin();
})();
