// The page about one run.

const STATUS = {running: "running", finished: "finished", stopped: "stopped", failed: "failed"};
const PLAY = "M8 5v14l11-7z";
const PAUSE = "M7 5h4v14H7zM13 5h4v14h-4z";
let run = JSON.parse(byId("data").textContent);
let playing = null;

function show() {
  header();
  warnings();
  curves("metrics", run.metrics);
  byId("measures-section").hidden = !run.measures.length;
  curves("measures", run.measures);
  byId("training-note").textContent = hint(run.metrics.length);
  samples();
  tables();
}

function header() {
  const config = run.config;
  const total = Number(config["training.steps"]);
  document.title = run.name + " · gan4j";
  byId("name").textContent = run.name;
  byId("what").textContent = [config.model, config.data].filter(Boolean).join(" on ");
  byId("status").textContent = STATUS[run.status];
  byId("status").className = "status " + run.status;
  byId("progress").hidden = run.status !== "running" || !total;
  byId("progress").max = total || 1;
  byId("progress").value = run.step;
  byId("command").textContent = config.command || "";
  byId("command").parentElement.hidden = !config.command;
  age();
  numbers(total);
}

function age() {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(run.updated)) / 1000));
  const ago = seconds < 90 ? seconds + " s" : seconds < 5400 ? Math.round(seconds / 60) + " min"
    : seconds < 172800 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " days";
  const written = element("time", {dateTime: run.updated}, new Date(run.updated).toLocaleString());
  fill("updated", run.live && run.status === "running" ? ["updates by itself, last at ", written]
    : run.status === "running" ? ["last updated ", written, ", " + ago + " ago; reload to see more"]
      : ["written ", written]);
}

function numbers(total) {
  const items = [["step", count(run.step), total ? " of " + count(total) : ""]];
  const add = (name, label) => {
    const series = run.metrics.find(one => one.name === name);
    if (series) {
      items.push([label, text(last(series)), ""]);
    }
  };
  add("images", "images seen");
  add("images_per_second", "images per second");
  add("d_loss", "discriminator loss");
  add("g_loss", "generator loss");
  const measure = ["averaged.frechet", "frechet"].map(name => run.measures.find(one => one.name === name)).find(one => one)
    || run.measures.find(one => one.name !== "images");
  if (measure) {
    items.push([chartTitle(measure.name), text(last(measure)), " at step " + count(measure.steps[measure.steps.length - 1])]);
  }
  fill("numbers", items.map(([label, value, more]) =>
    element("div", {}, element("dt", {}, label), element("dd", {}, value, element("small", {}, more)))));
}

function warnings() {
  byId("warnings").hidden = !run.warnings.length;
  const more = run.warningsInAll - run.warnings.length;
  byId("warnings-note").textContent = more ? "The newest " + run.warnings.length + " of " + count(run.warningsInAll) + "." : "";
  fill("warnings-list", run.warnings.map(one =>
    element("li", {}, element("b", {}, one.warning), "step " + count(one.step) + ": " + one.message)));
}

function curves(place, all) {
  for (const group of grouped(all.map(one => one.name))) {
    charts.show(place, group.title, group.names.map((name, i) => ({
      ...all.find(one => one.name === name),
      label: label(name),
      colour: i,
    })));
  }
}

function samples() {
  const scrub = byId("scrub");
  const grids = run.grids;
  const follow = scrub.dataset.ready !== "yes" || Number(scrub.value) >= Number(scrub.max);
  byId("samples").hidden = !grids.length;
  if (!grids.length) {
    return;
  }
  const shown = grids.findIndex(grid => grid.step === settings.step);
  scrub.max = grids.length - 1;
  scrub.value = follow || shown < 0 ? grids.length - 1 : shown;
  scrub.dataset.ready = "yes";
  byId("samples-note").textContent = "What the generator makes of the same latents. "
    + (grids.length < run.gridsInAll ? count(grids.length) + " of " + count(run.gridsInAll) + " grids are in this page."
      : count(grids.length) + (grids.length === 1 ? " grid." : " grids."));
  grid();
}

function grid() {
  const scrub = byId("scrub");
  const shown = run.grids[Number(scrub.value)];
  const words = "step " + count(shown.step);
  const picture = byId("grid");
  if (picture.getAttribute("src") !== shown.source) {
    picture.src = shown.source;
  }
  picture.alt = "Generated images after " + words;
  byId("scrub-step").textContent = words;
  scrub.setAttribute("aria-valuetext", words);
  charts.mark(shown.step);
}

function play() {
  const scrub = byId("scrub");
  if (playing !== null) {
    pause();
    return;
  }
  if (Number(scrub.value) >= Number(scrub.max)) {
    scrub.value = 0;
    grid();
  }
  const slow = matchMedia("(prefers-reduced-motion: reduce)").matches;
  playing = setInterval(next, slow ? 1000 : 160);
  button("Pause", PAUSE, true);
}

function next() {
  const scrub = byId("scrub");
  if (Number(scrub.value) >= Number(scrub.max)) {
    pause();
  } else {
    scrub.value = Number(scrub.value) + 1;
    grid();
  }
}

function pause() {
  clearInterval(playing);
  playing = null;
  button("Play", PLAY, false);
}

function button(label, shape, pressed) {
  byId("play").setAttribute("aria-label", label);
  byId("play").setAttribute("aria-pressed", pressed);
  byId("play-shape").setAttribute("d", shape);
}

function tables() {
  const facts = Object.entries(run.config);
  const origin = name => /^(command|created|versions\.|fingerprint\.)/.exec(name)?.[0];
  const order = ["command", "created", "versions.", "fingerprint."];
  const origins = facts.filter(([name]) => origin(name)).sort(([a], [b]) => order.indexOf(origin(a)) - order.indexOf(origin(b)));
  const machine = Object.entries(run.machine || {}).filter(([name]) => !["gan4j", "Java"].includes(name)); // told by versions
  fill("configuration", facts.filter(([name]) => !origin(name)).map(([name, value]) => row(name, value)));
  fill("provenance", [...origins, ...machine].map(([name, value]) => row(name, value)));
  const checkpoint = (label, one) => row(label, one ? one.file + (one.score === undefined ? "" : ", score " + text(one.score)) : "none");
  fill("checkpoints", [checkpoint("last", run.lastCheckpoint), checkpoint("best", run.bestCheckpoint)]);
}

byId("play").addEventListener("click", play);
byId("scrub").addEventListener("input", () => {
  if (playing !== null) {
    pause();
  }
  grid();
});
show();
if (run.status === "running") {
  setInterval(age, 5000);
}
if (run.live && run.status === "running") {
  const events = new EventSource("events");
  events.onmessage = event => {
    run = JSON.parse(event.data);
    show();
    if (run.status !== "running") {
      events.close();
    }
  };
  events.onerror = () => {
    // a refusal closes it for good, a lost connection only until the browser's next attempt
    const refused = events.readyState === EventSource.CLOSED;
    events.close();
    fill("updated", [refused ? "this page does not update: too many are open; close some and reload"
      : "the connection is gone: the run has ended, or was killed; gan report makes this page anew"]);
  };
}
