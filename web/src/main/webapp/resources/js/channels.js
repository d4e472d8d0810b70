/*
 * In which channel a browser gives a lane of Opus in WebM. The file says 0, 1, 2 ... (channel mapping family 255: no order
 * of loudspeakers, RFC 7845 section 5.1.1.3), yet browsers built on Chromium order three and more channels as if they were
 * family 1 (section 5.1.1.2: centre second) and hand them out as left, right, centre. A file of three channels of which
 * only the second sounds tells how this browser does it.
 */
(function () {
  "use strict";

  window.Holdfast = window.Holdfast || {};

  /** Lane of each channel given, where the file is taken for one of loudspeakers; two, four and above eight stay as they are. */
  const LOUDSPEAKERS = {
    3: [0, 2, 1],
    5: [0, 2, 1, 3, 4],
    6: [0, 2, 1, 5, 3, 4],
    7: [0, 2, 1, 6, 5, 3, 4],
    8: [0, 2, 1, 7, 5, 6, 3, 4],
  };

  /** Three channels of 120 ms, 1 kHz on the second, as this product encodes a WAV of them. */
  const SECOND_SOUNDS =
    "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAMsEU2bdLpNu4tTq4QVSalmU6yBoU27i1OrhBZUrmtTrIHGTb" +
    "uMU6uEElTDZ1OsggE1TbuMU6uEHFO7a1OsggFv7AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBNgIRMYXZmV0GETGF2ZkSJiEBgAAAAAAAAFl" +
    "Sua+quAQAAAAAAAGHXgQFzxYgAAAAAAAAAAZyBACK1nIN1bmSIgQCGhkFfT1BVU1aqg2MuoFa7hATEtACDgQLhkZ+BA7WIQL9AAAAAAABiZIEQ" +
    "Y6KYT3B1c0hlYWQBAzgBQB8AAAAA/wMAAAECElTDZ7Vzc7JjwItjxYgAAAAAAAAAAWfIoUWjiERVUkFUSU9ORIeTMDA6MDA6MDAuMTI4MDAwMD" +
    "AwABxTu2uRu4+zgQC3iveBAfGCAYXwgQMfQ7Z1QaHngQCjxIEAAIAIBwvkuZw1NuAILYM+GQm21JUZqFyici2PNxeD6A0WbgvTPLV30M9huQel" +
    "JTjlQ0FQ7MzPFlphGwgL5LmcNTbgo7qBABWACAUHxrMOxggnnh7ecpKNromsYSKCVuz0CpGm8dtSCPB6I8QVqsQu5Jl87stKpD7ACAfGsw7Go7" +
    "SBACmACAUHxrMOxgghmrJjlmXU2DxiQNRaLYF2aLLPQ2K/LvISZlxg+HbmmV7ACAfGsw7Go7OBAD2ACAUHxrPjIAggmrJjlmXU2DxiQBlsF2lo" +
    "lVosy3+Az0sQZhwavjjaTrEIB8az4yCjtIEAUYAIBgfGsWaOgAgfmrJjlmXU2DxiQCDnFS76+A6fIeC9sUNFpuaILswnjwgHxrFmjoCjrIEAZY" +
    "AIBgfGsw+foAgXmrJjlmXU2DxiQGl5prxcVB00VQL5UWAIB8azD5+goMuhv4EAeQAIBgfGsw+foAgqpuwa6Lazsk2r29+AfM3wxT6kQtEBONcg" +
    "7i+P3MqpuEFk2Q8/up/bgSyKCAfGsw+foJuBB3WihADN/mA=";

  let asked = null;

  /** Whether this browser reorders, asked once a page. */
  function reorders() {
    if (!asked) {
      const bytes = Uint8Array.from(atob(SECOND_SOUNDS), (char) => char.charCodeAt(0));
      asked = new OfflineAudioContext(1, 1, 48000)
        .decodeAudioData(bytes.buffer)
        .then((audio) => {
          const power = (channel) => audio.getChannelData(channel).reduce((sum, sample) => sum + sample * sample, 0);
          return power(2) > power(1);
        })
        .catch(() => false); // a browser without Opus plays no such file anyway
    }
    return asked;
  }

  /** Promises, for a file of that many channels, the channel in which each lane is given. */
  window.Holdfast.channelsOf = function (form, count) {
    const asWritten = Array.from({ length: count }, (none, lane) => lane);
    const given = LOUDSPEAKERS[count];
    return form === "webm" && given
      ? reorders().then((does) => (does ? asWritten.map((lane) => given.indexOf(lane)) : asWritten))
      : Promise.resolve(asWritten);
  };
})();
