package org.holdfast.it.portal;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;

/** One recording with its player. */
record RecordingPage(Page page) {

    void play() {
        page.locator("#play").click();
    }

    double time() {
        return number("document.getElementById('media').currentTime");
    }

    double speed() {
        return number("document.getElementById('media').playbackRate");
    }

    /** Effective level of a channel now, behind its mute: 0 is silence, a tone of a call about 0.1 to 0.7. */
    double level(int channel) {
        return number("Holdfast.player.levels[" + channel + "]");
    }

    void hears(int channel) {
        await("channel %d is heard".formatted(channel))
                .atMost(Duration.ofSeconds(10))
                .until(() -> level(channel) > 0.02);
    }

    /** What the player streams: {@code wav} or {@code webm}. */
    String mediaForm() {
        return page.locator("#media").getAttribute("src").replaceAll(".*format=", "");
    }

    /** The strongest frequency of a lane of that form as the player hears it here, in Hz, between two seconds. */
    int tone(String form, int channel, double from, double until) {
        return ((Number) page.evaluate(TONE, List.of(form, channel, from, until))).intValue();
    }

    /** How many channels this browser finds in that form. */
    int channels(String form) {
        return ((Number) page.evaluate(CHANNELS, form)).intValue();
    }

    void hearsNothingOf(int channel) {
        await("channel %d is silent".formatted(channel))
                .atMost(Duration.ofSeconds(5))
                .until(() -> level(channel) < 0.0005);
    }

    void mute(int channel) {
        page.locator(".lane-head .mute").nth(channel).click();
    }

    List<String> lanes() {
        return page.locator(".lane-head .name").allInnerTexts();
    }

    /** Clicks into the waveform, 0 at its left end, 1 at its right. */
    void seek(double place) {
        Locator stage = page.locator("#stage");
        var box = stage.boundingBox();
        stage.click(new Locator.ClickOptions().setPosition(box.width * place, box.height / 2));
    }

    /** Whether a wave is really drawn: some pixel of its canvas is not transparent. Reads a copy made for reading. */
    boolean waveDrawn() {
        return (boolean) page.evaluate("""
                () => Array.from(document.querySelectorAll('#wave canvas')).some((canvas) => {
                  if (canvas.width === 0 || canvas.height === 0) return false;
                  const copy = Object.assign(document.createElement('canvas'),
                    { width: canvas.width, height: canvas.height }).getContext('2d', { willReadFrequently: true });
                  copy.drawImage(canvas, 0, 0);
                  return copy.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
                })
                """);
    }

    private static final String DECODE = """
            const decoded = async (form) => {
              const address = document.getElementById('media').src.replace(/format=.*/, 'format=' + form);
              const bytes = await (await fetch(address)).arrayBuffer();
              return new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes);
            };
            """;

    private static final String CHANNELS =
            "async (form) => { " + DECODE + " return (await decoded(form)).numberOfChannels; }";

    /** Zero crossings count the frequency of a pure tone; a channel that is silent or mixed gives another number. */
    private static final String TONE = "async ([form, channel, from, until]) => { " + DECODE + """
              const audio = await decoded(form);
              const given = await Holdfast.channelsOf(form, audio.numberOfChannels);
              const samples = audio.getChannelData(given[channel])
                .subarray(from * audio.sampleRate, until * audio.sampleRate);
              let crossings = 0;
              for (let i = 1; i < samples.length; i++) {
                if (samples[i - 1] < 0 && samples[i] >= 0) crossings++;
              }
              const loud = samples.some((sample) => Math.abs(sample) > 0.02);
              return loud ? Math.round(crossings / (until - from)) : 0;
            }
            """;

    private double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }
}
