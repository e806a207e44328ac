"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const filters = ["document", "verdict", "kind"].map(byId);
  const search = byId("search");
  const rows = Array.from(document.querySelectorAll("#claim-table tbody > tr[data-verdict]"));

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const chosen = filters.every((select) => !select.value || row.dataset[select.id] === select.value);
      const text = words.length ? row.textContent.toLowerCase() : "";
      row.hidden = !(chosen && words.every((word) => text.includes(word)));
      shown += row.hidden ? 0 : 1;
    }
    byId("shown").textContent = shown + " shown";
    byId("none").hidden = shown > 0;
  };
  for (const select of filters) select.addEventListener("change", apply);
  search.addEventListener("input", apply);

  // A link to a claim shows it even where a filter hides it.
  const reveal = () => {
    const row = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.matches("tr[data-verdict]")) return;
    if (row.hidden) {
      for (const select of filters) select.value = "";
      search.value = "";
      apply();
    }
    row.querySelector("details").open = true;
    row.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  reveal();

  const plot = byId("plot");
  if (!plot) return;
  const cursor = byId("cursor");
  const reading = byId("reading");
  const series = Array.from(plot.querySelectorAll("polyline")).map((line) => ({
    name: line.dataset.name,
    xs: line.getAttribute("points").split(" ").map((point) => Number(point.split(",")[0])),
    readings: line.dataset.readings.split(" ").map((pair) => pair.split(":").map(Number)),
  }));
  const show = (event) => {
    const box = plot.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * plot.viewBox.baseVal.width;
    const texts = [];
    let percentile = 0;
    for (const one of series) {
      let nearest = 0;
      one.xs.forEach((at, i) => {
        if (Math.abs(at - x) < Math.abs(one.xs[nearest] - x)) nearest = i;
      });
      percentile = Math.max(percentile, one.readings[nearest][0]);
      texts.push(one.name + " " + one.readings[nearest][1].toPrecision(3) + " ms");
      cursor.setAttribute("x1", one.xs[nearest]);
      cursor.setAttribute("x2", one.xs[nearest]);
    }
    reading.textContent = "p" + percentile.toFixed(2) + ": " + texts.join(", ");
  };
  plot.addEventListener("pointermove", show);
  plot.addEventListener("pointerdown", show);
})();
