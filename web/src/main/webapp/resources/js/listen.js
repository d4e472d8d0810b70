/* Listening in: an endless WAV is read as it comes and given to Web Audio piece by piece, a fifth of a second ahead. */
(function () {
  "use strict";

  const HEADER_BYTES = 44;
  const AHEAD = 0.2;
  const TOO_FAR_AHEAD = 0.8;
  let current = null;

  const element = (id) => document.getElementById(id);

  function show(state, call) {
    const bar = element("listening");
    bar.hidden = false;
    bar.dataset.state = state;
    element("listening-state").textContent = bar.dataset[state];
    if (call !== undefined) {
      element("listening-call").textContent = call;
    }
  }

  function markButtons() {
    document.querySelectorAll("[data-listen]").forEach((button) => {
      button.setAttribute("aria-pressed", String(current !== null && current.id === button.dataset.listen));
    });
  }

  function stop(state) {
    if (current === null) {
      return;
    }
    const over = current;
    current = null;
    over.abort.abort();
    over.context.close();
    element("listening-level").value = 0;
    if (state) {
      show(state);
    } else {
      element("listening").hidden = true;
    }
    markButtons();
  }

  /** One listening: what has been scheduled up to when, and what is left of a frame that came in two pieces. */
  function Listening(id) {
    this.id = id;
    this.abort = new AbortController();
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.analyser = this.context.createAnalyser();
    this.analyser.connect(this.context.destination);
    this.rate = 0;
    this.next = 0;
    this.rest = new Uint8Array(0);
  }

  Listening.prototype.take = function (bytes) {
    let all = new Uint8Array(this.rest.length + bytes.length);
    all.set(this.rest);
    all.set(bytes, this.rest.length);
    if (this.rate === 0) {
      if (all.length < HEADER_BYTES) {
        this.rest = all;
        return;
      }
      this.rate = new DataView(all.buffer).getUint32(24, true);
      all = all.slice(HEADER_BYTES);
    }
    const whole = all.length - (all.length % 4);
    this.rest = all.slice(whole);
    if (whole > 0) {
      this.play(new DataView(all.buffer, all.byteOffset, whole));
    }
  };

  Listening.prototype.play = function (samples) {
    const now = this.context.currentTime;
    if (this.next < now) {
      this.next = now + AHEAD;
    } else if (this.next > now + TOO_FAR_AHEAD) {
      return;
    }
    const frames = samples.byteLength / 4;
    const piece = this.context.createBuffer(2, frames, this.rate);
    for (let channel = 0; channel < 2; channel++) {
      const into = piece.getChannelData(channel);
      for (let i = 0; i < frames; i++) {
        into[i] = samples.getInt16(4 * i + 2 * channel, true) / 32768;
      }
    }
    const source = this.context.createBufferSource();
    source.buffer = piece;
    source.connect(this.analyser);
    source.start(this.next);
    this.next += frames / this.rate;
  };

  Listening.prototype.level = function () {
    const wave = new Float32Array(this.analyser.fftSize);
    this.analyser.getFloatTimeDomainData(wave);
    return Math.min(1, 3 * Math.sqrt(wave.reduce((sum, x) => sum + x * x, 0) / wave.length));
  };

  function draw() {
    if (current !== null) {
      element("listening-level").value = current.level();
      element("listening").dataset.seconds = current.context.currentTime.toFixed(1);
      requestAnimationFrame(draw);
    }
  }

  async function reason(response) {
    try {
      return (await response.json()).detail;
    } catch (notJson) {
      return String(response.status);
    }
  }

  async function listen(id, call) {
    stop();
    const mine = new Listening(id);
    current = mine;
    show("connecting", call);
    markButtons();
    try {
      const response = await fetch("api/v1/live/" + encodeURIComponent(id) + "/audio", { signal: mine.abort.signal });
      if (!response.ok) {
        const because = await reason(response);
        if (current === mine) {
          stop("failed");
          element("listening-call").textContent = because;
        }
        return;
      }
      const reader = response.body.getReader();
      show("listening");
      draw();
      for (let piece = await reader.read(); !piece.done && current === mine; piece = await reader.read()) {
        mine.take(piece.value);
      }
      if (current === mine) {
        stop("over");
      }
    } catch (broken) {
      if (current === mine) {
        stop("over");
      }
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (button !== null && current !== null && current.id === button.dataset.listen) {
      stop();
    } else if (button !== null) {
      listen(button.dataset.listen, button.dataset.call);
    } else if (event.target.closest("#listening-stop") !== null) {
      stop();
      element("listening").hidden = true;
    }
  });

  /** The list is drawn anew while one listens. */
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(markButtons).observe(element("live"), { childList: true, subtree: true });
  });
  markButtons();
})();
