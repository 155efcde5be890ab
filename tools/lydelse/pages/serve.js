// Follows the builds of `lydelse serve`: a new build shows at once, a failed one says why.
(function () {
  "use strict";
  var seen = null;
  var box = document.createElement("div");
  box.setAttribute("role", "alert");
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;background:#fdeaea;color:#8a1c1c;" +
    "border-top:4px solid #8a1c1c;padding:16px;font:16px/24px system-ui,sans-serif;z-index:99;" +
    "white-space:pre-wrap;overflow-wrap:anywhere";
  function follow() {
    fetch("/__lydelse/status.json", { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (status) {
        if (seen !== null && status.bygge !== seen && !status.rapport) { location.reload(); }
        seen = status.bygge;
        if (status.rapport) {
          box.textContent =
            "Sidorna visar det senaste som gick att bygga. Rätta det här:\n\n" + status.rapport;
          document.body.appendChild(box);
        } else if (box.parentNode) { box.parentNode.removeChild(box); }
      })
      .catch(function () {})
      .then(function () { setTimeout(follow, 700); });
  }
  follow();
})();
