/*
 * The player: wavesurfer draws the lanes from peaks the server made (nothing is decoded to draw), an audio element
 * streams by range, and WebAudio splits its channels so that each lane can be muted and has a level meter.
 */
(function () {
  "use strict";

  const STEP = 5;
  const WIDEST_BAR = 7;
  const NARROWEST_BAR = 3;

  document.addEventListener("DOMContentLoaded", () => {
    const player = document.getElementById("player");
    if (player) {
      start(player);
    }
  });

  function start(player) {
    const media = document.getElementById("media");
    const heads = Array.from(player.querySelectorAll(".lane-head"));
    layOut(player, heads);
    const desk = mixingDesk(media, heads);
    const view = lanes(player, media, heads);
    transport(player, media, desk, view);
    keyboard(media, desk);
    window.Holdfast.player = { levels: desk.levels, view: view };
  }

  function layOut(player, heads) {
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

  /* --- lanes: waves, time axis, regions ----------------------------------------------------------------------- */

  function lanes(player, media, heads) {
    const stage = document.getElementById("stage");
    const duration = () => Number(player.dataset.duration) / 1000 || media.duration || 0;
    const view = { wave: null };

    drawAxis(duration());
    drawRegions(stage, duration());

    fetch(player.dataset.peaks, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error("peaks " + answer.status))))
      .then((peaks) => {
        view.wave = draw(media, heads, peaks.channels.map((channel) => channel.peaks), duration());
      })
      .catch(() => notice(player));

    let width = stage.clientWidth;
    new ResizeObserver(() => {
      if (stage.clientWidth !== width) {
        width = stage.clientWidth;
        drawAxis(duration());
        view.wave && view.wave.redraw();
      }
    }).observe(stage);
    return view;
  }

  function draw(media, heads, channels, duration) {
    const container = document.getElementById("wave");
    const count = Math.max(1, heads.length);
    const surfer = window.WaveSurfer.create({
      container: container,
      backend: "MediaElement",
      barRadius: 1,
      barMinHeight: 1,
      barHeight: 0.86,
      cursorWidth: 2,
      hideScrollbar: true,
      splitChannels: true,
      removeMediaElementOnDestroy: false,
    });

    /** Bars as wide as the room and the peaks allow; colours of the scheme in force. */
    function fit() {
      const longest = channels.reduce((most, peaks) => Math.max(most, peaks.length), 1);
      const step = Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, Math.floor(container.clientWidth / longest)));
      surfer.params.barWidth = step - 1;
      surfer.params.barGap = 1;
      surfer.params.height = heads.length > 0 ? heads[0].offsetHeight : 88;
      surfer.params.splitChannelsOptions.channelColors = colours(count);
      surfer.setCursorColor(colour("--ink"));
      return shaped(channels, count, Math.max(1, Math.floor(container.clientWidth / step)));
    }

    function redraw() {
      surfer.backend.setPeaks(fit(), duration);
      surfer.drawBuffer();
      surfer.drawer.progress(surfer.backend.getPlayedPercents());
    }

    surfer.load(media, fit(), null, duration);
    media.preload = "metadata";
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    return { redraw: redraw };
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function colours(count) {
    const all = {};
    for (let channel = 0; channel < count; channel++) {
      const full = colour("--lane-" + ((channel % 6) + 1));
      all[channel] = { waveColor: full + "66", progressColor: full };
    }
    return all;
  }

  /** Peaks per 100 ms become one value a bar; speech is lifted so that a quiet voice is seen. */
  function shaped(channels, count, bars) {
    const lanes = [];
    for (let lane = 0; lane < count; lane++) {
      const peaks = channels[lane] || [];
      const shape = new Array(bars);
      for (let i = 0; i < bars; i++) {
        const from = (i * peaks.length) / bars;
        const to = ((i + 1) * peaks.length) / bars;
        let highest = 0;
        for (let p = Math.floor(from); p < Math.max(to, Math.floor(from) + 1) && p < peaks.length; p++) {
          highest = Math.max(highest, peaks[p]);
        }
        shape[i] = Math.pow(highest, 0.65);
      }
      lanes.push(shape);
    }
    return lanes;
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
    if (!(duration > 0)) {
      return;
    }
    const percent = (milliseconds) => Math.min(100, Math.max(0, milliseconds / 10 / duration));
    document.querySelectorAll("#events li").forEach((event) => {
      const from = Number(event.dataset.from);
      const to = event.dataset.to === "" ? from : Number(event.dataset.to);
      const drawn = document.createElement("div");
      drawn.style.left = percent(from) + "%";
      if (to > from) {
        drawn.className = "region " + event.dataset.kind;
        drawn.style.width = percent(to) - percent(from) + "%";
        const label = document.createElement("span");
        label.textContent = event.dataset.label;
        drawn.append(label);
      } else {
        drawn.className = "mark";
      }
      stage.append(drawn);
    });
  }

  /* --- sound: one gain, one place and one meter a lane ---------------------------------------------------------- */

  function mixingDesk(media, heads) {
    const muted = heads.map(() => false);
    const levels = heads.map(() => 0);
    let channels = null;

    function open() {
      if (channels || heads.length === 0) {
        return;
      }
      const context = new AudioContext();
      const source = context.createMediaElementSource(media);
      const splitter = context.createChannelSplitter(heads.length);
      source.connect(splitter);
      channels = heads.map((head, channel) => {
        const gain = new GainNode(context, { gain: muted[channel] ? 0 : 1 });
        const meter = new AnalyserNode(context, { fftSize: 1024 });
        const place = new StereoPannerNode(context, { pan: seat(channel, heads.length) });
        splitter.connect(gain, channel);
        gain.connect(meter).connect(place).connect(context.destination);
        return { gain: gain, meter: meter, samples: new Float32Array(meter.fftSize), bar: head.querySelector(".meter i") };
      });
      media.addEventListener("play", () => {
        context.resume();
        measure();
      });
      context.resume();
    }

    /** Voices sit apart without being torn to the two ears. */
    function seat(channel, count) {
      return count === 1 ? 0 : -0.7 + (1.4 * channel) / (count - 1);
    }

    function measure() {
      channels.forEach((channel, i) => {
        channel.meter.getFloatTimeDomainData(channel.samples);
        const sum = channel.samples.reduce((total, sample) => total + sample * sample, 0);
        levels[i] = Math.sqrt(sum / channel.samples.length);
        channel.bar.style.transform = "scaleX(" + Math.min(1, Math.pow(levels[i] * 2.5, 0.6)) + ")";
      });
      if (!media.paused) {
        requestAnimationFrame(measure);
      } else {
        channels.forEach((channel) => (channel.bar.style.transform = "scaleX(0)"));
      }
    }

    function mute(channel) {
      if (channel < 0 || channel >= heads.length) {
        return;
      }
      muted[channel] = !muted[channel];
      heads[channel].querySelector(".mute").setAttribute("aria-pressed", String(muted[channel]));
      if (channels) {
        channels[channel].gain.gain.value = muted[channel] ? 0 : 1;
      }
    }

    heads.forEach((head, channel) => head.querySelector(".mute").addEventListener("click", () => mute(channel)));
    return { open: open, mute: mute, levels: levels };
  }

  /* --- hands: buttons, keys, clock ------------------------------------------------------------------------------ */

  function transport(player, media, desk) {
    const play = document.getElementById("play");
    const stage = document.getElementById("stage");
    const now = document.getElementById("now");

    play.addEventListener("click", () => toggle(media, desk));
    document.getElementById("back").addEventListener("click", () => seek(media, media.currentTime - STEP));
    document.getElementById("forward").addEventListener("click", () => seek(media, media.currentTime + STEP));
    document.getElementById("speed").addEventListener("change", (event) => {
      media.playbackRate = Number(event.target.value);
    });
    document.querySelectorAll("#events li").forEach((event) => {
      event.querySelector(".at").addEventListener("click", () => seek(media, Number(event.dataset.from) / 1000));
    });

    const show = () => {
      play.setAttribute("aria-pressed", String(!media.paused));
      now.textContent = window.Holdfast.clock(media.currentTime * 1000);
      stage.setAttribute("aria-valuenow", String(Math.floor(media.currentTime)));
      stage.setAttribute("aria-valuetext", now.textContent + " / " + document.getElementById("total").textContent);
    };
    ["play", "pause", "timeupdate", "seeked", "ended"].forEach((name) => media.addEventListener(name, show));
    media.addEventListener("error", () => notice(player));
    show();
  }

  function toggle(media, desk) {
    desk.open();
    if (media.paused) {
      media.play().catch(() => notice(document.getElementById("player")));
    } else {
      media.pause();
    }
  }

  function seek(media, seconds) {
    const end = Number.isFinite(media.duration) ? media.duration : Infinity;
    media.currentTime = Math.max(0, Math.min(seconds, end));
  }

  function keyboard(media, desk) {
    document.addEventListener("keydown", (event) => {
      const busy = event.target.closest("input, select, textarea, summary, a, pre");
      if (event.ctrlKey || event.metaKey || event.altKey || busy) {
        return;
      }
      const onButton = event.target.closest("button") !== null;
      if (event.key === " " && !onButton) {
        toggle(media, desk);
      } else if (event.key === "ArrowLeft") {
        seek(media, media.currentTime - STEP);
      } else if (event.key === "ArrowRight") {
        seek(media, media.currentTime + STEP);
      } else if (event.key === "Home") {
        seek(media, 0);
      } else if (/^[1-9]$/.test(event.key)) {
        desk.mute(Number(event.key) - 1);
      } else {
        return;
      }
      event.preventDefault();
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
