package org.holdfast.src.siprec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.holdfast.src.siprec.MetadataForm.XmlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class DialectTest {
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Party FRANK = new Party("Frank & Sons <HQ>", "sip:frank@example.com");
    private static final Party ZOE = Party.named("Zoë Brandt");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void writesWellFormedXmlAboutEverybody(Dialect dialect) throws Exception {
        Document document = parse(dialect.form().complete(conversation(dialect), XmlText.ESCAPED));

        assertThat(document.getElementsByTagName("name")).isNotNull();
        assertThat(document.getElementsByTagName("name").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("name").item(0).getTextContent())
                .isEqualTo("Frank & Sons <HQ>");
        assertThat(document.getElementsByTagName("name").item(1).getTextContent())
                .isEqualTo("Zoë Brandt");
    }

    @Test
    void leavesNamesRawWhenToldTo() {
        String xml = Dialect.OPENSIPS.form().complete(conversation(Dialect.OPENSIPS), XmlText.RAW);

        assertThat(xml).contains("Frank & Sons <HQ>");
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(SAXException.class);
    }

    @Test
    void usesTheNamespacesOfTheField() {
        assertThat(xml(Dialect.RFC)).contains("\"urn:ietf:params:xml:ns:recording:1\"", "<label>96</label>");
        assertThat(xml(Dialect.ORACLE)).contains("\"urn:ietf:params:xml:ns:recording\"", "<label>16777228</label>");
        assertThat(xml(Dialect.BROADWORKS)).contains("<recording_metadata", "ns:siprec", "urn:uuid:", "<aor>");
        assertThat(xml(Dialect.METASWITCH)).contains("aor=\"frank\"", "metaswitchRecordingMetadata");
        assertThat(xml(Dialect.OPENSIPS)).contains("09:00:00+0000", "<label>1</label>", "<label>0</label>");
    }

    @Test
    void aTransferDisassociatesWhoLeftAndDescribesWhoCame() throws Exception {
        Conversation conversation = conversation(Dialect.RFC);
        Conversation.Member left = conversation.present().get(1);
        conversation.transfer(1, Party.named("Callum Fraser"), NINE.plusSeconds(20));
        Conversation.Member joined = conversation.present().get(1);

        String partial = Dialect.RFC.rfcForm().transferred(conversation, left, joined, XmlText.ESCAPED);

        assertThat(parse(partial).getElementsByTagName("participant").getLength())
                .isEqualTo(1);
        assertThat(partial)
                .contains("<datamode>partial</datamode>", "Callum Fraser", "<label>97</label>")
                .contains("<disassociate-time>2026-03-01T09:00:20Z</disassociate-time>")
                .doesNotContain("Zoë");
    }

    @Test
    void webexTellsOfATransferWithNewIdentifiersThroughout() {
        Conversation conversation = conversation(Dialect.WEBEX);
        UUID session = conversation.session();
        conversation.transfer(0, Party.named("Callum Fraser"), NINE.plusSeconds(20));
        conversation.restart(NINE.plusSeconds(20));

        assertThat(conversation.session()).isNotEqualTo(session);
        assertThat(conversation.present()).hasSize(2);
    }

    @Test
    void putsMetadataFirstWhereBroadWorksDoes() {
        Body body = Body.both(Dialect.BROADWORKS, bytes("v=0"), bytes("<x/>"));

        assertThat(new String(body.bytes(), StandardCharsets.US_ASCII))
                .startsWith("--UniqueBroadWorksBoundary\r\nContent-Type:application/rs-metadata+xml\r\n")
                .endsWith("v=0\r\n--UniqueBroadWorksBoundary--\r\n");
    }

    private static String xml(Dialect dialect) {
        return dialect.form().complete(conversation(dialect), XmlText.ESCAPED);
    }

    private static Conversation conversation(Dialect dialect) {
        return new Conversation(List.of(FRANK, ZOE), dialect.mixed(), UUID.randomUUID(), NINE);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(xml.strip())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
