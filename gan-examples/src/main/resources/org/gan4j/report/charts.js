"use strict";

// What both pages are made of. Texts get into the page as texts alone, never as HTML.

const byId = id => document.getElementById(id);

function element(name, properties, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

function fill(id, children) {
  byId(id).replaceChildren(...children);
}

/** A number for people; logs have what is not finite as words. */
function text(value) {
  if (typeof value !== "number") {
    return String(value);
  }
  if (value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5)) {
    return value.toLocaleString("en", Math.abs(value) >= 1000 ? {maximumFractionDigits: 0} : {maximumSignificantDigits: 4});
  }
  return Number.isInteger(value) ? value.toLocaleString("en") : value.toExponential(2);
}

const count = number => number.toLocaleString("en");

function last(series) {
  return series.values[series.values.length - 1];
}

function row(head, ...cells) {
  return element("tr", {}, element("th", {scope: "row"}, head), ...cells.map(cell => element("td", {}, cell)));
}

const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

function colour(index) {
  return getComputedStyle(document.documentElement).getPropertyValue("--series-" + (index % 8 + 1)).trim();
}

function shade(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function svg(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

/** A short piece of a curve, as it is drawn. */
function swatch(index) {
  const line = svg("line", {x1: 0, x2: 22, y1: 5, y2: 5, "stroke-width": 3, "stroke-dasharray": dash(index).join(" ")});
  line.style.stroke = "var(--series-" + (index % 8 + 1) + ")";
  const picture = svg("svg", {width: 22, height: 10, "aria-hidden": "true", class: "swatch"});
  picture.append(line);
  return picture;
}

function dash(index) {
  return DASHES[Math.floor(index / 2) % DASHES.length];
}

/** The mean of what came before, the nearer the more; a number that is not finite leaves a gap. */
function smoothed(values, weight) {
  let mean = 0;
  let sum = 0;
  return values.map(value => {
    if (value === null) {
      return null;
    }
    mean = weight * mean + (1 - weight) * value;
    sum = weight * sum + (1 - weight);
    return mean / sum;
  });
}

const settings = {smoothing: 0, step: null};

/** A figure with curves over the steps. A series: label, colour (a number), steps, values, points. */
class Chart {
  constructor(title) {
    this.title = title;
    this.series = [];
    this.legend = element("ul", {className: "legend"});
    this.place = element("div", {className: "plot"});
    this.place.setAttribute("role", "img");
    this.figure = element("figure", {className: "chart"},
      element("figcaption", {}, element("h3", {}, title), this.legend), this.place);
    new ResizeObserver(() => this.resize()).observe(this.place);
  }

  update(series) {
    const same = this.plot && series.map(one => one.label).join("\n") === this.labels;
    this.labels = series.map(one => one.label).join("\n");
    this.series = series;
    this.data = uPlot.join(series.map(one => [one.steps, one.values.map(finite)]));
    this.tell(null);
    if (same) {
      this.redraw(!this.zoomed());
    } else {
      this.draw();
    }
  }

  /** Whether the user looks at a part, which is not to be taken away when data come. */
  zoomed() {
    const {min, max} = this.plot.scales.x;
    const steps = this.plot.data[0];
    return steps.length > 1 && (min > steps[0] || max < steps[steps.length - 1]);
  }

  redraw(whole) {
    this.plot.setData(this.drawn(), whole);
    this.plot.redraw();
  }

  /** Curves as they are, and behind them, paler, those that are not smoothed. */
  drawn() {
    const [steps, ...curves] = this.data;
    const front = settings.smoothing > 0 ? curves.map((curve, i) => this.smooth(curve)) : curves;
    const behind = settings.smoothing > 0 ? curves : curves.map(curve => curve.map(() => null));
    return [steps, ...behind, ...front];
  }

  smooth(curve) {
    const there = curve.map((value, i) => i).filter(i => curve[i] !== undefined);
    const values = smoothed(there.map(i => curve[i]), settings.smoothing);
    const result = curve.slice();
    there.forEach((at, i) => result[at] = values[i]);
    return result;
  }

  draw() {
    if (this.plot) {
      this.plot.destroy();
    }
    const lone = this.data[0].length === 1;
    const line = (one, alpha, width) => ({
      label: one.label,
      stroke: colour(one.colour),
      dash: dash(one.colour),
      width,
      alpha,
      points: {show: lone || one.steps.length <= 25, size: 6, fill: shade("--card")},
    });
    this.plot = new uPlot({
      width: Math.max(this.place.clientWidth, 120),
      height: 190,
      padding: [8, 22, 0, 0],
      legend: {show: false},
      cursor: {sync: {key: "steps", scales: ["x", null]}, points: {size: 7}, y: false},
      scales: {x: {time: false, range: (plot, low, high) => low === high ? [low - 1, high + 1] : [low, high]}},
      axes: [
        {stroke: shade("--soft"), grid: {stroke: shade("--grid"), width: 1}, ticks: {show: false}, size: 28, gap: 4,
          font: "12px system-ui, sans-serif", space: 64},
        {stroke: shade("--soft"), grid: {stroke: shade("--grid"), width: 1}, ticks: {show: false}, gap: 6,
          font: "12px system-ui, sans-serif", size: (plot, labels) => 14 + 7 * Math.max(3, ...(labels || []).map(l => l.length)),
          values: (plot, values) => values.map(text)},
      ],
      series: [{}, ...this.series.map(one => ({...line(one, 0.3, 1), points: {show: false}})),
        ...this.series.map(one => line(one, 1, 2))],
      hooks: {
        setCursor: [plot => this.tell(plot.cursor.idx)],
        drawClear: [plot => this.mark(plot)],
      },
    }, this.drawn(), this.place);
    this.plot.over.setAttribute("aria-hidden", "true");
  }

  /** Where the grid stands that is shown. */
  mark(plot) {
    if (settings.step === null || !this.data[0].length) {
      return;
    }
    const at = Math.round(plot.valToPos(settings.step, "x", true));
    if (at < plot.bbox.left - 1 || at > plot.bbox.left + plot.bbox.width + 1) {
      return;
    }
    plot.ctx.save();
    plot.ctx.fillStyle = shade("--line");
    plot.ctx.fillRect(at - 1.5 * devicePixelRatio, plot.bbox.top, 3 * devicePixelRatio, plot.bbox.height);
    plot.ctx.restore();
  }

  /** Tells the numbers under the pointer, or else the last ones. */
  tell(index) {
    const under = index !== null && index !== undefined;
    const values = this.series.map((one, i) => under ? this.data[i + 1][index] : last(one));
    const items = this.series.map((one, i) => element("li", {}, swatch(one.colour), one.label + " ",
      element("data", {value: values[i] ?? ""}, values[i] === undefined || values[i] === null ? "–" : text(values[i]))));
    if (under) {
      items.push(element("li", {className: "step"}, "step " + count(this.data[0][index])));
    }
    this.legend.replaceChildren(...items);
    if (!under) {
      const ends = this.series.map(one =>
        one.label + " " + text(last(one)) + " at step " + count(one.steps[one.steps.length - 1]) + " (" + count(one.points)
          + (one.points === 1 ? " point)" : " points)"));
      this.place.setAttribute("aria-label", this.title + " by step. Last values: " + ends.join("; "));
    }
  }

  resize() {
    if (this.plot && this.place.clientWidth && this.plot.width !== this.place.clientWidth) {
      this.plot.setSize({width: this.place.clientWidth, height: 190});
    }
  }
}

const finite = value => typeof value === "number" ? value : null;

/** All charts of a page, which are kept while data come. */
class Charts {
  constructor() {
    this.all = new Map();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.each(chart => chart.draw()));
    byId("smoothing").addEventListener("input", event => {
      settings.smoothing = Number(event.target.value);
      this.each(chart => chart.redraw(false));
    });
  }

  each(action) {
    this.all.forEach(action);
  }

  show(place, title, series) {
    const key = place + "/" + title;
    if (!this.all.has(key)) {
      const chart = new Chart(title);
      this.all.set(key, chart);
      byId(place).append(chart.figure);
    }
    this.all.get(key).update(series);
  }

  mark(step) {
    settings.step = step;
    this.each(chart => chart.plot.redraw(false));
  }
}

const GROUPS = [
  {title: "Losses", names: ["d_loss", "g_loss"]},
  {title: "What the discriminator says", names: ["d_real", "d_fake"]},
  {title: "Learning rates", names: ["discriminator_lr", "generator_lr"]},
  {title: "Images per second", names: ["images_per_second"]},
];
const LABELS = {
  d_loss: "discriminator",
  g_loss: "generator",
  d_real: "D(x), of real images",
  d_fake: "D(G(z)), of generated ones",
  discriminator_lr: "discriminator",
  generator_lr: "generator",
  images_per_second: "real images",
};

/** The measures of quality by their names in the log. */
const MEASURES = {
  frechet: "Fréchet distance",
  kernel: "Kernel distance",
  kernelStandardError: "Kernel distance, standard error",
  precision: "Precision",
  recall: "Recall",
  density: "Density",
  coverage: "Coverage",
  meanDistance: "Mean distance of two samples",
  classifierScore: "Classifier score",
  classesCovered: "Classes covered",
  classDivergence: "Divergence of the classes",
  classAccuracy: "Accuracy of the classes asked for",
  worstClassAccuracy: "Accuracy of the worst class",
  frechetWithinClasses: "Fréchet distance within classes",
};

const leaf = name => name.slice(name.lastIndexOf(".") + 1);

const averaged = name => name === "averaged." + leaf(name);
const chartTitle = name => MEASURES[leaf(name)] || leaf(name);

/** What a curve is called in a chart that has its title. */
function label(name) {
  return LABELS[name] || (!MEASURES[leaf(name)] ? name : averaged(name) ? "its moving average" : name === leaf(name) ? "generator" : name);
}

/** Which numbers belong into one chart: known ones, and those of one name at different depths. */
function grouped(names) {
  const groups = GROUPS.map(group => ({title: group.title, names: group.names.filter(name => names.includes(name))}));
  const rest = names.filter(name => name !== "images" && !GROUPS.some(group => group.names.includes(name)));
  for (const name of rest) {
    const group = groups.find(one => one.title === chartTitle(name));
    if (group) {
      group.names.push(name);
    } else {
      groups.push({title: chartTitle(name), names: [name]});
    }
  }
  return groups.filter(group => group.names.length);
}

/** What to do with curves, or that there are none. */
const hint = some => some ? "By step. Point at a curve to read its numbers; drag to zoom in, double-click to see all." : "Nothing is logged yet.";

const charts = new Charts();
