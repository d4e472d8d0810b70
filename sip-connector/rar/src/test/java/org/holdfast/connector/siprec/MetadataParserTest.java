package org.holdfast.connector.siprec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7865 documents, well-formed or not, honest or not (P12, P20–P23, ASVS 1.5.1). */
class MetadataParserTest {

    @Test
    void readsTimesIdsAndLinks() {
        RecordingMetadata metadata = read("""
                <recording xmlns="urn:ietf:params:xml:ns:recording:1">
                  <datamode>partial</datamode>
                  <session session_id="S"><sipSessionID>a;remote=b</sipSessionID><sipSessionID>c</sipSessionID>
                    <start-time>2026-11-22T10:00:00+01:00</start-time><stop-time>2026-11-22T11:00:00+0100</stop-time></session>
                  <participantsessionassoc participant_id="P" session_id="S">
                    <associate-time>2026-11-22T09:00:00.5Z</associate-time></participantsessionassoc>
                  <participantstreamassoc participant_id="P"><send>T1</send><send>T2</send><recv>T3</recv>
                    <disassociate-time>soon</disassociate-time></participantstreamassoc>
                </recording>""");

        assertThat(metadata.complete()).isFalse();
        assertThat(metadata.sessions())
                .containsExactly(new RecordingMetadata.Session(
                        "S",
                        "",
                        List.of("a;remote=b", "c"),
                        Instant.parse("2026-11-22T09:00:00Z"),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        true,
                        Map.of()));
        assertThat(metadata.sessionLinks().getFirst().joinedAt()).isEqualTo("2026-11-22T09:00:00.500Z");
        assertThat(metadata.sessionLinks().getFirst().ended()).isFalse();
        RecordingMetadata.StreamLink link = metadata.streamLinks().getFirst();
        assertThat(link.sends()).containsExactly("T1", "T2");
        assertThat(link.receives()).containsExactly("T3");
        assertThat(link.leftAt()).isNull();
        assertThat(link.ended()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z,2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+0000,2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05-05:00,2026-01-02T08:04:05Z",
        "2026-01-02T03:04:05-05,2026-01-02T08:04:05Z",
        "2026-01-02 03:04:05Z,2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05,",
        "1970-01-01T00:00:00Z,",
        "2026-13-45T99:99:99Z,",
        "yesterday,"
    })
    void believesTimesThatCanBeRight(String written, Instant time) {
        RecordingMetadata metadata =
                read("<recording><session id='S'><start-time>" + written + "</start-time></session></recording>");

        assertThat(metadata.sessions().getFirst().startedAt()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<nameID aor='sip:x@y'><name>N</name></nameID>",
                "<nameID><aor>sip:x@y</aor><name>N</name></nameID>",
                "<NAMEID AOR='sip:x@y'><Name>N</Name></NAMEID>",
                "<x:nameID aor='sip:x@y'><x:name>N</x:name></x:nameID>",
                "<aor>sip:x@y</aor><name>N</name>",
                "<nameID aor=''/><nameID aor='sip:x@y'><name> </name><name>N</name></nameID>",
                "<name_id aor=' sip:x@y '><name><![CDATA[N]]></name></name_id>"
            })
    void readsNamesHoweverTheyAreSpelt(String children) {
        RecordingMetadata metadata = read("<recording><participant id='P'>" + children + "</participant></recording>");

        assertThat(metadata.participants().getFirst().aor()).isEqualTo("sip:x@y");
        assertThat(metadata.participants().getFirst().name()).isEqualTo("N");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<send>T</send>",
                "<send> T </send>",
                "<send><id>T</id></send>",
                "<send id='T'/>",
                "<Send><stream_id>T</stream_id></Send>"
            })
    void readsReferencesHoweverTheyAreWritten(String send) {
        assertThat(read("<recording><participantstreamassoc participant_id='P'>" + send
                                + "</participantstreamassoc></recording>")
                        .streamLinks()
                        .getFirst()
                        .sends())
                .containsExactly("T");
        assertThat(read("<recording><participant id='P'>" + send + "</participant></recording>")
                        .streamLinks()
                        .getFirst()
                        .sends())
                .containsExactly("T");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<name>Frank & Sons</name> ~ Frank & Sons",
                "<name>Frank &amp; Sons</name> ~ Frank & Sons",
                "<name>AT&T; Inc</name> ~ AT&T; Inc",
                "<name>Heidi <HQ></name> ~ Heidi <HQ>",
                "<name>Heidi <HQ</name> ~ Heidi <HQ",
                "<name>a < b > c</name> ~ a < b > c",
                "<name>Zoë <3 </name> ~ Zoë <3",
                "<name>Bob <bob@example.com></name> ~ Bob <bob@example.com>",
                "<name>Bob <sip:bob></name> ~ Bob <sip:bob>",
                "<name>x </b></name> ~ x </b>",
                "<name>&nbsp;&#0;&#x1F600;</name> ~ &nbsp;&#0;\uD83D\uDE00",
                "<name>open ~ open",
                "<name>]]></name> ~ ]]>",
                "<name><![CDATA[a&<b>]]> & c</name> ~ a&<b> & c"
            })
    void repairsNamesThatWereNotEscaped(String broken, String name) {
        RecordingMetadata metadata = read("<recording><participant id='P'><nameID aor='sip:p@h'>" + broken
                + "</nameID></participant><participant id='Q'/></recording>");

        assertThat(metadata.participants().getFirst().name()).isEqualTo(name);
        assertThat(metadata.participants())
                .extracting(RecordingMetadata.Person::id)
                .contains("P");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "aor='sip:a&b@h' ! sip:a&b@h",
                "aor='sip:<x>@h' ! sip:<x>@h",
                "aor='one' aor='two' ! one",
                "aor=\"it's\" x=\"&\" ! it's"
            })
    void repairsAttributes(String attributes, String aor) {
        assertThat(read("<recording><participant id='P'><nameID " + attributes + "/></participant></recording>")
                        .participants()
                        .getFirst()
                        .aor())
                .isEqualTo(aor);
    }

    @Test
    void savesWhatStandsBeforeAndBehindAMissingEndTag() {
        ParsedMetadata parsed = parse("""
                <recording><datamode>complete</datamode>
                  <participant participant_id="A"><nameID aor="sip:a@h"><name>Ann & Co</nameID></participant>
                  <participant participant_id="B"><nameID aor="sip:b@h"><name>Ben</name></nameID></participant>
                """);

        assertThat(parsed.warnings()).containsExactly("The XML body was not well-formed and had to be repaired");
        assertThat(Objects.requireNonNull(parsed.metadata()).participants())
                .extracting(RecordingMetadata.Person::name)
                .containsExactly("Ann & Co", "Ben");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n<?xml version=\"1.0\"?>\n<recording/>",
                "<?xml version=\"1.0\" encoding=\"no-such-charset\"?><recording/>",
                "<?xml version=\"1.7\"?><recording/>",
                "<recording/>\r\n--foobar--",
                "junk <recording/> junk",
                "<recording></recording></recording>",
                "<recording xmlns:a='u'><b:session/></recording>",
                "<recording_metadata/>",
                "<!-- c --><recording><!-- <session> --></recording>",
                "<tns:Recording>\u0000\u0007</tns:Recording>"
            })
    void getsOverWhatSurroundsTheDocument(String document) {
        assertThat(parse(document).metadata()).isNotNull();
    }

    @Test
    void readsOtherCharsets() {
        String document = "<recording><participant id='P'><nameID><name>Zoë</name></nameID></participant></recording>";
        String declared = "<?xml version='1.0' encoding='ISO-8859-1'?>" + document;

        assertThat(name(document.getBytes(UTF_8))).isEqualTo("Zoë");
        assertThat(name(("\ufeff" + document).getBytes(UTF_8))).isEqualTo("Zoë");
        assertThat(name(document.getBytes(UTF_16))).isEqualTo("Zoë");
        assertThat(name(document.getBytes(ISO_8859_1))).isEqualTo("Zoë");
        assertThat(name(declared.getBytes(ISO_8859_1))).isEqualTo("Zoë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><recording><name>&x;</name></recording>",
                "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/r.dtd'><recording/>",
                "<!doctype recording><recording/>",
                "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><recording/>",
                "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]><recording>&c;</recording>",
                "<?xml version='1.0'?><!-- --><!DOCTYPE r PUBLIC '-//x' 'x'><recording/>"
            })
    void neverReadsADocumentType(String attack) {
        ParsedMetadata parsed = parse(attack);

        assertThat(parsed.metadata()).isNull();
        assertThat(parsed.warnings()).singleElement().asString().contains("document type");
        assertThat(MetadataParser.parse(attack.getBytes(UTF_16)).metadata()).isNull();
    }

    @Test
    void includesNothing() {
        RecordingMetadata metadata = read("""
                <recording xmlns:xi="http://www.w3.org/2001/XInclude"><participant id="P"><nameID><name>
                <xi:include href="file:///etc/hostname" parse="text"/></name></nameID></participant></recording>""");

        assertThat(metadata.participants().getFirst().name()).isEmpty();
    }

    @Test
    void leavesExpressionsAsTheyAre() {
        RecordingMetadata metadata = read("<recording><participant id='#{1+1}'><nameID aor='${jndi:ldap://x}'>"
                + "<name>&lt;script&gt;alert(1)&lt;/script&gt;</name></nameID></participant></recording>");

        assertThat(metadata.participants().getFirst().id()).isEqualTo("#{1+1}");
        assertThat(metadata.participants().getFirst().aor()).isEqualTo("${jndi:ldap://x}");
        assertThat(metadata.participants().getFirst().name()).isEqualTo("<script>alert(1)</script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no xml",
                "<",
                "&",
                "<>",
                "</recording>",
                "<html><body>x</body></html>",
                "<!--",
                "<![CDATA[",
                "<?"
            })
    void whatIsNoMetadataGivesNone(String body) {
        ParsedMetadata parsed = parse(body);

        assertThat(parsed.metadata()).isNull();
        assertThat(parsed.warnings()).isNotEmpty();
    }

    @Test
    void isBoundedInDepthNumberAndSize() {
        assertThat(parse("<recording>" + "<a>".repeat(500) + "</a>".repeat(500) + "</recording>")
                        .metadata())
                .isNull();
        assertThat(parse("<recording>" + "<session/>".repeat(3_000) + "</recording>")
                        .metadata())
                .isNull();
        assertThat(parse("<recording>" + "x".repeat(1_000_000) + "</recording>").metadata())
                .isNull();
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        assertThat(parse("<recording" + attributes + "/>").metadata()).isNull();
        RecordingMetadata bounded =
                read("<recording><session id='S'><v>" + "y".repeat(100_000) + "</v></session></recording>");
        assertThat(bounded.sessions().getFirst().extensions().get("v")).hasSize(1_024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<a b='", "<a b=\"", "<", "&", "<a ", "</a", "<![CDATA[", "<a>", "&a", "<?"})
    void stuffingDoesNotKeepItBusy(String stuffing) {
        String flood = "<recording>" + stuffing.repeat(200_000 / stuffing.length());

        assertThat(parse(flood).warnings()).isNotEmpty();
    }

    @Test
    void keepsExtensionsOfAnyNamespaceByName() {
        RecordingMetadata metadata = read("""
                <recording xmlns="urn:ietf:params:xml:ns:recording" xmlns:v="urn:v">
                  <v:site>Bern</v:site>
                  <group group_id="G"><v:queue>sales</v:queue></group>
                  <session session_id="S"><extensiondata><v:ucid>1</v:ucid><v:h label="To"><v:value>2</v:value></v:h>
                    <v:a><v:id>3</v:id></v:a><v:b><v:id>4</v:id></v:b><v:empty/></extensiondata></session>
                  <participant participant_id="P"><v:agent>77</v:agent></participant>
                </recording>""");

        assertThat(metadata.extensions()).containsExactly(Map.entry("site", "Bern"));
        assertThat(metadata.groups().getFirst().extensions()).containsEntry("queue", "sales");
        assertThat(metadata.sessions().getFirst().extensions())
                .containsOnly(
                        Map.entry("ucid", "1"), Map.entry("To", "2"), Map.entry("id", "3"), Map.entry("b/id", "4"));
        assertThat(metadata.participants().getFirst().extensions()).containsEntry("agent", "77");
    }

    private static String name(byte[] document) {
        return Objects.requireNonNull(MetadataParser.parse(document).metadata())
                .participants()
                .getFirst()
                .name();
    }

    private static RecordingMetadata read(String document) {
        ParsedMetadata parsed = parse(document);
        return Objects.requireNonNull(parsed.metadata(), () -> parsed.warnings().toString());
    }

    private static ParsedMetadata parse(String document) {
        return MetadataParser.parse(document.getBytes(UTF_8));
    }
}
