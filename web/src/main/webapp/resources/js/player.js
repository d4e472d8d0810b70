/*
 * The player of a conversation. Its recordings lie on one timeline; each is streamed by an audio element of its own, all
 * of which follow one clock (tape). WebAudio splits their channels and gives every participant one lane, with volume,
 * mute and meter, whichever recording they speak in. Lanes are drawn from peaks the server made: nothing is decoded to draw.
 */
(function () {
  "use strict";

  const STEP = 5;
  const TICK = 100;
  const WIDEST_BAR = 7;
  const NARROWEST_BAR = 3;
  const SILENT = 0.02;
  const SHORTEST_SILENCE = 1.5;
  const LEAD_IN = 0.3;

  document.addEventListener("DOMContentLoaded", () => {
    const player = document.getElementById("player");
    if (player) {
      start(player);
    }
  });

  function start(player) {
    const heads = Array.from(player.querySelectorAll(".lane-head"));
    const parts = JSON.parse(player.dataset.parts).map((part, i) => ({
      id: part.id,
      from: part.from / 1000,
      length: part.length / 1000,
      peaks: part.peaks,
      lanes: part.lanes,
      media: player.querySelector("audio[data-part='" + i + "']"),
    }));
    const duration = Number(player.dataset.duration) / 1000;
    layOut(heads);
    const desk = mixingDesk(parts, heads);
    const tape = tapeOf(parts, duration, desk, () => notice(player));
    const view = picture(player, heads, parts, duration, tape);
    transport(player, tape, duration);
    keyboard(tape, desk);
    remarks(tape, parts);
    const asked = Number(player.dataset.at);
    if (asked > 0) {
      tape.seek(asked / 1000);
    }
    window.Holdfast.player = { levels: desk.levels, view: view, tape: tape };
  }

  function layOut(heads) {
    const stage = document.getElementById("stage");
    heads.forEach((head, row) => {
      head.style.gridRow = String(row + 1);
      if (row > 0) {
        const rule = document.createElement("div");
        rule.className = "rule";
        rule.style.top = (100 * row) / heads.length + "%";
        stage.append(rule);
      }
    });
    stage.style.gridRow = "1 / span " + Math.max(1, heads.length);
  }

  /* --- the tape: one clock over all recordings -------------------------------------------------------------------- */

  function tapeOf(parts, duration, desk, failed) {
    let at = 0;
    let running = false;
    let rate = 1;
    let looked = 0;
    let skipping = false;
    let silences = [];
    const watchers = [];

    const heard = (part) => part.media && at >= part.from && at < part.from + part.length && !ended(part);
    const ended = (part) => part.media.ended && at - part.from >= part.media.currentTime - 0.05;
    const tell = () => watchers.forEach((watcher) => watcher(at, running));

    function look() {
      const now = performance.now();
      const leader = parts.find((part) => part.media && !part.media.paused && !part.media.ended && heard(part));
      if (leader) {
        at = leader.from + leader.media.currentTime;
      } else if (running && !parts.some((part) => heard(part) && part.waiting)) {
        at += ((now - looked) / 1000) * rate;
      }
      looked = now;
      if (running && skipping) {
        skip();
      }
      if (at >= duration || (running && parts.every((part) => !heard(part) && part.from <= at))) {
        finish();
      }
      follow();
      tell();
    }

    /** Over silence, to just before somebody speaks again. */
    function skip() {
      const silence = silences.find((range) => at >= range.from && at < range.until - LEAD_IN - 0.2);
      if (silence) {
        place(silence.until - LEAD_IN);
      }
    }

    function finish() {
      at = Math.min(at, duration);
      if (running) {
        running = false;
      }
    }

    /** Every recording under the needle plays, every other stands still. */
    function follow() {
      parts.forEach((part) => {
        if (!part.media) {
          return;
        }
        if (running && heard(part)) {
          if (part.media.paused && !part.waiting) {
            begin(part);
          }
        } else if (!part.media.paused) {
          part.media.pause();
        }
      });
    }

    function begin(part) {
      part.waiting = true;
      if (Math.abs(part.media.currentTime - (at - part.from)) > 0.15) {
        part.media.currentTime = at - part.from;
      }
      part.media.playbackRate = rate;
      part.media
        .play()
        .catch((reason) => {
          if (reason.name !== "AbortError") {
            running = false;
            failed();
          }
        })
        .finally(() => (part.waiting = false));
    }

    function place(seconds) {
      at = Math.max(0, Math.min(seconds, duration));
      parts.forEach((part) => {
        if (part.media && at >= part.from && at < part.from + part.length) {
          part.media.currentTime = at - part.from;
        }
      });
    }

    function seek(seconds) {
      place(seconds);
      looked = performance.now();
      follow();
      tell();
    }

    function toggle() {
      desk.open();
      if (!running && at >= duration - 0.05) {
        place(0);
      }
      running = !running;
      looked = performance.now();
      look();
    }

    function speed(times) {
      rate = times;
      parts.forEach((part) => part.media && (part.media.playbackRate = times));
    }

    parts.forEach((part) => {
      if (part.media) {
        part.media.preservesPitch = true;
        part.media.addEventListener("error", failed);
        ["timeupdate", "seeked", "ended"].forEach((name) => part.media.addEventListener(name, look));
      }
    });
    setInterval(() => running && look(), TICK);
    return {
      toggle: toggle,
      seek: seek,
      speed: speed,
      now: () => at,
      isRunning: () => running,
      watch: (watcher) => watchers.push(watcher),
      skipSilence: (yes) => (skipping = yes),
      silent: (ranges) => (silences = ranges),
    };
  }

  /* --- the picture: waves, time axis, regions ----------------------------------------------------------------------- */

  function picture(player, heads, parts, duration, tape) {
    const stage = document.getElementById("stage");
    const container = document.getElementById("wave");
    const canvas = container.appendChild(document.createElement("canvas"));
    const needle = stage.appendChild(document.createElement("div"));
    needle.className = "needle";
    const slots = Math.max(1, Math.ceil(duration * 10));
    const lanes = heads.map(() => new Float32Array(slots));
    let shapes = null;

    drawAxis(duration);
    drawRegions(stage, duration);
    new MutationObserver(() => drawRegions(stage, duration)).observe(document.getElementById("events-and-notes"), {
      childList: true,
      subtree: true,
    });

    Promise.all(parts.filter((part) => part.peaks).map((part) => fetchPeaks(part, lanes, slots)))
      .then((answers) => {
        if (answers.length > 0) {
          tape.silent(silencesOf(lanes, slots));
          redraw();
        }
      })
      .catch(() => notice(player));

    function redraw() {
      const width = container.clientWidth;
      const height = stage.clientHeight;
      const step = Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, Math.floor(width / slots)));
      const scale = window.devicePixelRatio || 1;
      canvas.width = width * scale;
      canvas.height = height * scale;
      shapes = { step: step, scale: scale, bars: lanes.map((peaks) => shaped(peaks, Math.floor(width / step))) };
      paint();
    }

    function paint() {
      if (!shapes) {
        return;
      }
      const pen = canvas.getContext("2d");
      pen.setTransform(shapes.scale, 0, 0, shapes.scale, 0, 0);
      pen.clearRect(0, 0, canvas.width, canvas.height);
      const row = canvas.height / shapes.scale / Math.max(1, lanes.length);
      const played = (container.clientWidth * tape.now()) / duration;
      shapes.bars.forEach((bars, lane) => {
        pen.fillStyle = colour("--lane-" + ((lane % 6) + 1));
        bars.forEach((value, i) => {
          const height = Math.max(1, value * row * 0.86);
          pen.globalAlpha = i * shapes.step < played ? 1 : 0.42;
          pen.fillRect(i * shapes.step, row * lane + (row - height) / 2, shapes.step - 1, height);
        });
      });
    }

    tape.watch((at) => {
      needle.style.left = (100 * at) / Math.max(duration, 0.001) + "%";
      paint();
    });
    stage.addEventListener("click", (event) => {
      if (!event.target.closest("button")) {
        const box = stage.getBoundingClientRect();
        tape.seek((duration * (event.clientX - box.left)) / box.width);
      }
    });
    let width = 0;
    new ResizeObserver(() => {
      if (stage.clientWidth !== width) {
        width = stage.clientWidth;
        drawAxis(duration);
        redraw();
      }
    }).observe(stage);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    parts.forEach((part) => part.media && (part.media.preload = "metadata"));
    return { redraw: redraw };
  }

  function fetchPeaks(part, lanes, slots) {
    return fetch(part.peaks, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error("peaks " + answer.status))))
      .then((found) => {
        found.channels.forEach((channel, i) => {
          const lane = lanes[part.lanes[i]];
          const first = Math.round(part.from * 10);
          channel.peaks.forEach((peak, slot) => {
            if (lane && first + slot < slots) {
              lane[first + slot] = Math.max(lane[first + slot], peak);
            }
          });
        });
      });
  }

  /** Where nobody is heard for a while. */
  function silencesOf(lanes, slots) {
    const ranges = [];
    let from = -1;
    for (let slot = 0; slot <= slots; slot++) {
      const silent = slot < slots && lanes.every((peaks) => peaks[slot] < SILENT);
      if (silent && from < 0) {
        from = slot;
      } else if (!silent && from >= 0) {
        if ((slot - from) / 10 >= SHORTEST_SILENCE && slot < slots) {
          ranges.push({ from: from / 10, until: slot / 10 });
        }
        from = -1;
      }
    }
    return ranges;
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** Peaks per 100 ms become one value a bar; speech is lifted so that a quiet voice is seen. */
  function shaped(peaks, bars) {
    const shape = new Array(Math.max(1, bars));
    for (let i = 0; i < shape.length; i++) {
      const from = Math.floor((i * peaks.length) / shape.length);
      const to = Math.max(((i + 1) * peaks.length) / shape.length, from + 1);
      let highest = 0;
      for (let p = from; p < to && p < peaks.length; p++) {
        highest = Math.max(highest, peaks[p]);
      }
      shape[i] = Math.pow(highest, 0.65);
    }
    return shape;
  }

  function drawAxis(duration) {
    const axis = document.getElementById("axis");
    axis.replaceChildren();
    if (!(duration > 0)) {
      return;
    }
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
    const fitting = Math.max(2, Math.floor(axis.clientWidth / 76));
    const step = steps.find((seconds) => duration / seconds <= fitting) || 14400;
    for (let at = 0; at < duration - step * 0.3; at += step) {
      const label = document.createElement("span");
      label.textContent = window.Holdfast.clock(at * 1000);
      label.style.left = (100 * at) / duration + "%";
      axis.append(label);
    }
  }

  function drawRegions(stage, duration) {
    stage.querySelectorAll(".region, .mark").forEach((old) => old.remove());
    if (!(duration > 0)) {
      return;
    }
    const percent = (milliseconds) => Math.min(100, Math.max(0, milliseconds / 10 / duration));
    document.querySelectorAll("#events-and-notes [data-from]").forEach((event) => {
      const from = Number(event.dataset.from);
      const to = event.dataset.to ? Number(event.dataset.to) : from;
      const drawn = document.createElement("div");
      drawn.style.left = percent(from) + "%";
      if (to > from) {
        drawn.className = "region " + event.dataset.kind;
        drawn.style.width = percent(to) - percent(from) + "%";
        const label = document.createElement("span");
        label.textContent = event.dataset.label;
        drawn.append(label);
      } else {
        drawn.className = "mark " + event.dataset.kind;
        drawn.title = event.dataset.label;
      }
      stage.append(drawn);
    });
  }

  /* --- sound: one gain, one place and one meter a lane ---------------------------------------------------------- */

  function mixingDesk(parts, heads) {
    const muted = heads.map(() => false);
    const volumes = heads.map(() => 1);
    const levels = heads.map(() => 0);
    let lanes = null;
    let measuring = false;

    function open() {
      if (lanes || heads.length === 0) {
        return;
      }
      const context = new AudioContext();
      lanes = heads.map((head, lane) => {
        const gain = new GainNode(context, { gain: loudness(lane) });
        const meter = new AnalyserNode(context, { fftSize: 1024 });
        const place = new StereoPannerNode(context, { pan: seat(lane, heads.length) });
        gain.connect(meter).connect(place).connect(context.destination);
        return { gain: gain, meter: meter, samples: new Float32Array(meter.fftSize), bar: head.querySelector(".meter i") };
      });
      parts.filter((part) => part.media).forEach((part) => {
        const splitter = context.createChannelSplitter(Math.max(1, part.lanes.length));
        context.createMediaElementSource(part.media).connect(splitter);
        window.Holdfast.channelsOf(formOf(part.media), part.lanes.length).then((channels) =>
          part.lanes.forEach((lane, i) => splitter.connect(lanes[lane].gain, channels[i]))
        );
        part.media.addEventListener("play", () => {
          context.resume();
          if (!measuring) {
            measuring = true;
            measure();
          }
        });
      });
      context.resume();
    }

    function formOf(media) {
      return new URL(media.src).searchParams.get("format");
    }

    /** Voices sit apart without being torn to the two ears. */
    function seat(lane, count) {
      return count === 1 ? 0 : -0.7 + (1.4 * lane) / (count - 1);
    }

    function loudness(lane) {
      return muted[lane] ? 0 : volumes[lane];
    }

    function measure() {
      lanes.forEach((lane, i) => {
        lane.meter.getFloatTimeDomainData(lane.samples);
        const sum = lane.samples.reduce((total, sample) => total + sample * sample, 0);
        levels[i] = Math.sqrt(sum / lane.samples.length);
        lane.bar.style.transform = "scaleX(" + Math.min(1, Math.pow(levels[i] * 2.5, 0.6)) + ")";
      });
      if (parts.some((part) => part.media && !part.media.paused)) {
        requestAnimationFrame(measure);
      } else {
        measuring = false;
        lanes.forEach((lane) => (lane.bar.style.transform = "scaleX(0)"));
      }
    }

    function apply(lane) {
      if (lanes) {
        lanes[lane].gain.gain.value = loudness(lane);
      }
    }

    function mute(lane) {
      if (lane < 0 || lane >= heads.length) {
        return;
      }
      muted[lane] = !muted[lane];
      heads[lane].querySelector(".mute").setAttribute("aria-pressed", String(muted[lane]));
      apply(lane);
    }

    heads.forEach((head, lane) => {
      head.querySelector(".mute").addEventListener("click", () => mute(lane));
      head.querySelector(".volume").addEventListener("input", (event) => {
        volumes[lane] = Number(event.target.value) / 100;
        apply(lane);
      });
    });
    return { open: open, mute: mute, levels: levels };
  }

  /* --- hands: buttons, keys, clock ------------------------------------------------------------------------------ */

  function transport(player, tape, duration) {
    const play = document.getElementById("play");
    const stage = document.getElementById("stage");
    const now = document.getElementById("now");

    play.addEventListener("click", () => tape.toggle());
    document.getElementById("back").addEventListener("click", () => tape.seek(tape.now() - STEP));
    document.getElementById("forward").addEventListener("click", () => tape.seek(tape.now() + STEP));
    document.getElementById("speed").addEventListener("change", (event) => tape.speed(Number(event.target.value)));
    document.getElementById("skip-silence").addEventListener("change", (event) => tape.skipSilence(event.target.checked));
    document.addEventListener("click", (event) => {
      const jump = event.target.closest(".at[data-jump]");
      if (jump) {
        tape.seek(Number(jump.dataset.jump) / 1000);
      }
    });

    const total = document.getElementById("total").textContent;
    tape.watch((at, running) => {
      play.setAttribute("aria-pressed", String(running));
      now.textContent = window.Holdfast.clock(at * 1000);
      stage.setAttribute("aria-valuenow", String(Math.floor(at)));
      stage.setAttribute("aria-valuetext", now.textContent + " / " + total);
    });
  }

  function keyboard(tape, desk) {
    document.addEventListener("keydown", (event) => {
      const busy = event.target.closest("input, select, textarea, summary, a, pre");
      if (event.ctrlKey || event.metaKey || event.altKey || busy) {
        return;
      }
      const onButton = event.target.closest("button") !== null;
      if (event.key === " " && !onButton) {
        tape.toggle();
      } else if (event.key === "ArrowLeft") {
        tape.seek(tape.now() - STEP);
      } else if (event.key === "ArrowRight") {
        tape.seek(tape.now() + STEP);
      } else if (event.key === "Home") {
        tape.seek(0);
      } else if (/^[1-9]$/.test(event.key)) {
        desk.mute(Number(event.key) - 1);
      } else {
        return;
      }
      event.preventDefault();
    });
  }

  /** A note and a link begin at the moment that is being heard, unless their writer names another. */
  function remarks(tape) {
    document.addEventListener("focusin", (event) => {
      const form = event.target.closest("[data-moment-of]");
      const field = form && form.querySelector("input.moment");
      if (field && event.target !== field && !field.value) {
        field.value = window.Holdfast.clock(tape.now() * 1000);
      }
    });
  }

  function notice(player) {
    if (player.querySelector(".notice")) {
      return;
    }
    const said = document.createElement("p");
    said.className = "notice bad";
    said.setAttribute("role", "alert");
    said.textContent = player.dataset.failed;
    player.append(said);
  }
})();
