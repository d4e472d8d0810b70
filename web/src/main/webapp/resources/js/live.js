/* The live list is told when it is no longer true, and only then asks for what is. The server ends the connection now and
   then, and for good when its reader may no longer come in: asking anew leads to the door. */
(function () {
  "use strict";

  const RETRY = 3000;

  function connect() {
    const freshness = document.getElementById("freshness");
    const say = (state) => {
      freshness.textContent = freshness.dataset[state];
      freshness.dataset.state = state;
    };
    const source = new EventSource("api/v1/live/events");
    source.addEventListener("open", () => say("fresh"));
    source.addEventListener("calls", () => window.holdfastLive && window.holdfastLive());
    source.addEventListener("error", () => {
      say("stale");
      if (source.readyState === EventSource.CLOSED) {
        window.holdfastLive && window.holdfastLive();
        setTimeout(connect, RETRY);
      }
    });
  }

  window.addEventListener("load", connect);
})();
