package org.holdfast.it.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.it.Node;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The rules for Prometheus speak of metrics that exist, and of every alarm. */
class AlarmRulesIT {
    private static final Pattern METRIC = Pattern.compile("holdfast_[a-z_]+");

    private final Node node = Node.shared();

    @Test
    void everyMetricOfTheRulesAndOfTheDocumentIsInAScrape() throws IOException {
        Set<String> scraped = await("metrics of both processes")
                .atMost(Duration.ofSeconds(30))
                .until(this::scraped, names -> names.contains("holdfast_work_waiting"));
        assertThat(scraped).containsAll(named(expressions()));
        String document = Files.readString(Node.checkout().resolve("docs/operations.md"));
        assertThat(scraped).containsAll(named(document.lines().filter(line -> line.startsWith("| `holdfast_"))));
    }

    @Test
    void everyAlarmHasARuleASampleAndARowInTheRunbook() throws IOException {
        List<String> rules = expressions().toList();
        String samples = Scrape.of(node.recorderMetrics()) + Scrape.of(node.serverMetrics());
        String document = Files.readString(Node.checkout().resolve("docs/operations.md"));
        for (AlarmKind kind : AlarmKind.values()) {
            String label = "alarm=\"" + kind.key() + "\"";
            assertThat(rules).as("rule of " + kind).anyMatch(rule -> rule.contains(label));
            assertThat(samples).as("sample of " + kind).contains(label);
            assertThat(document).as("row of " + kind).contains("| `" + kind.key() + "` |");
        }
    }

    private Set<String> scraped() {
        Set<String> names = new TreeSet<>(Scrape.names(Scrape.of(node.recorderMetrics())));
        names.addAll(Scrape.names(Scrape.of(node.serverMetrics())));
        return names;
    }

    private static Set<String> named(Stream<String> texts) {
        Set<String> names = new TreeSet<>();
        texts.forEach(text -> METRIC.matcher(text).results().forEach(found -> names.add(found.group())));
        return names;
    }

    @SuppressWarnings("unchecked") // the form of a rules file
    private static Stream<String> expressions() throws IOException {
        Map<String, Object> file =
                new Yaml().load(Files.readString(Node.checkout().resolve("wildfly-config/monitoring/alarms.yml")));
        var groups = (List<Map<String, Object>>) Objects.requireNonNull(file.get("groups"));
        return groups.stream()
                .flatMap(group -> ((List<Map<String, Object>>) Objects.requireNonNull(group.get("rules"))).stream())
                .map(rule -> String.valueOf(rule.get("expr")));
    }
}
