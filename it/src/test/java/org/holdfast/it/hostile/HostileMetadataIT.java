package org.holdfast.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Names;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.CallSpec;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metadata as nobody should send it: the call is recorded all the same, the bytes are kept as they came, nothing is believed. */
class HostileMetadataIT {
    private static final String FROM = "127.0.80.22";

    private static final Node NODE = Node.shared();
    private static final Rest REST = Rest.of(NODE);
    private static final GoodCalls GOOD = new GoodCalls(NODE, FROM);

    private final String run = Names.fresh();

    @AfterAll
    static void everyGoodCallIsRecorded() {
        GOOD.areAllRecorded(REST);
    }

    @AfterEach
    void theNextGoodCallIsTaken() throws Exception {
        GOOD.next();
    }

    @Test
    void namesWithBareAmpersandsAndBracketsAreRead() throws Exception {
        GOOD.play(CallSpec.between(
                        new Party("Frank & Sons " + run, "sip:frank@example.com"),
                        new Party("Heidi <HQ> " + run, "sip:heidi@example.com"))
                .rawNames());
        JsonObject recording = REST.finalised(run);
        assertThat(names(recording)).contains("Frank & Sons " + run);
        assertThat(raw(recording)).contains("Frank & Sons " + run, "Heidi <HQ> " + run);
    }

    @Test
    void aDocumentTypeIsNeitherReadNorExpanded() throws Exception {
        String xml = """
                <?xml version="1.0"?>
                <!DOCTYPE recording [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">
                <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
                <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
                <!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
                <recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>complete</datamode>
                <participant participant_id="p1"><nameID aor="sip:eve@example.com"><name>&secret;&g; %s</name></nameID></participant>
                </recording>
                """.formatted(run);
        JsonObject recording = recorded(xml);
        assertThat(raw(recording)).contains("file:///etc/passwd").doesNotContain("root:x:0");
        assertThat(REST.get("recordings/" + recording.getString("id")).toString())
                .doesNotContain("root:x:0");
    }

    @Test
    void anXmlThatBreaksOffIsKept() throws Exception {
        JsonObject recording = recorded("<?xml version=\"1.0\"?><recording><participant " + run);
        assertThat(raw(recording)).contains("<participant " + run);
    }

    @Test
    void bytesThatAreNoTextAreKept() throws Exception {
        JsonObject recording = recorded("\u0000\u0001\uFFFF not xml " + run);
        assertThat(REST.list(recording, "metadata")).isNotEmpty();
    }

    @Test
    void elementsNestedWithoutEndAreNotFollowed() throws Exception {
        recorded("<a>".repeat(8_000) + run);
    }

    @Test
    void metadataOfSixtyKilobytesInOneDatagramIsTaken() throws Exception {
        String padding = "<!-- " + "x".repeat(58_000) + " -->";
        recorded("<?xml version=\"1.0\"?>" + padding
                + "<recording xmlns=\"urn:ietf:params:xml:ns:recording:1\"><datamode>complete</datamode></recording>");
    }

    @Test
    void aNameThatIsAScriptStaysText() throws Exception {
        String script = "<script>alert(1)</script> #{7*7} ${7*7} " + run;
        GOOD.play(CallSpec.between(new Party(script, "sip:eve@example.com"), Party.named("Bob")));
        assertThat(names(REST.finalised(run))).contains(script);
    }

    @Test
    void aNameWithLineEndsMakesNoHeader() throws Exception {
        String name = "Eve\r\nX-Evil: 1\r\n\r\n" + run;
        GOOD.play(CallSpec.between(new Party(name, "sip:eve@example.com"), Party.named("Bob")));
        assertThat(REST.finalised(run)).isNotNull();
    }

    /** A call whose own header names the parties, so that it is found although its metadata says nothing. */
    private JsonObject recorded(String metadata) throws Exception {
        GOOD.play(CallSpec.between(Party.named("Ada"), Party.named("Bob"))
                .metadata(metadata.getBytes(StandardCharsets.UTF_8))
                .header("P-Asserted-Identity", "\"Known " + run + "\" <sip:" + run + "@example.com>"));
        return REST.finalised(run);
    }

    private String raw(JsonObject recording) {
        List<JsonObject> snapshots = REST.list(recording, "metadata");
        return snapshots.stream().map(snapshot -> snapshot.getString("body")).collect(Collectors.joining("\n"));
    }

    private static String names(JsonObject recording) {
        return recording.getJsonArray("participants").getValuesAs(JsonObject.class).stream()
                .map(party -> party.getString("name"))
                .collect(Collectors.joining(", "));
    }
}
