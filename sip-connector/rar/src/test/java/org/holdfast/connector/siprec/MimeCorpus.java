package org.holdfast.connector.siprec;

import java.util.List;
import java.util.stream.Stream;

/** Multipart bodies as senders build them, well and badly. {@code |} stands for the line end under test. */
final class MimeCorpus {

    static final String SDP = "v=0|m=audio 4000 RTP/AVP 0|";
    static final String XML = "<recording>|  <datamode>complete</datamode>|</recording>|";

    /**
     * @param parts media types expected, in order
     */
    record Case(String name, String contentType, String body, List<String> parts) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> BOTH = List.of("application/sdp", "application/rs-metadata+xml");

    private MimeCorpus() {}

    static Stream<Case> taken() {
        return Stream.of(boundaries(), layouts(), headers(), traps(), types()).flatMap(List::stream);
    }

    private static Case both(String name, String parameter, String boundary) {
        return new Case(name, "multipart/mixed;" + parameter, usual(boundary), BOTH);
    }

    private static Case laidOut(String name, String body) {
        return new Case(name, "multipart/mixed;boundary=foo", body, BOTH);
    }

    private static String usual(String boundary) {
        return "--" + boundary + "|Content-Type: application/sdp||" + SDP + "|--" + boundary
                + "|Content-Type: application/rs-metadata+xml|Content-Disposition: recording-session||" + XML + "|--"
                + boundary + "--|";
    }

    private static List<Case> boundaries() {
        return List.of(
                both("token", "boundary=foobar", "foobar"),
                both("quoted", "boundary=\"foobar\"", "foobar"),
                both("a blank inside quotes", "boundary=\"foo bar\"", "foo bar"),
                both("blanks around the equals sign", " boundary = foobar ", "foobar"),
                both("name in capitals", "BOUNDARY=foobar", "foobar"),
                both("behind another parameter", "charset=utf-8;boundary=foobar", "foobar"),
                both("before another parameter", "boundary=foobar;charset=utf-8", "foobar"),
                both("behind a parameter without value", "x;boundary=foobar", "foobar"),
                both("behind a quoted semicolon", "x=\"a;boundary=no\";boundary=foobar", "foobar"),
                both("semicolon behind", "boundary=foobar;", "foobar"),
                both("OpenSIPS' own", "boundary=OSS-unique-boundary-42", "OSS-unique-boundary-42"),
                both("plus sign, which JAIN loses", "boundary=\"a+b\"", "a+b"),
                both("parenthesis, on which JAIN throws", "boundary=\"a(b\"", "a(b"),
                both("star, of which JAIN makes garbage", "boundary=\"foo*\"", "foo*"),
                both("every sign of RFC 2046", "boundary=\"0aZ'()+_,-./:=?\"", "0aZ'()+_,-./:=?"),
                both("every sign of RFC 2046 without quotes", "boundary=0aZ'()+_,-./:=?", "0aZ'()+_,-./:=?"),
                both("the signs of a regular expression", "boundary=\"[a]{2}$^|\\\\d\"", "[a]{2}$^|\\d"),
                both("hyphens in front", "boundary=----=_Part_1.2", "----=_Part_1.2"),
                both("a hyphen alone", "boundary=-", "-"),
                both("seventy characters", "boundary=" + "b".repeat(70), "b".repeat(70)),
                both("longer than allowed", "boundary=" + "b".repeat(90), "b".repeat(90)),
                both("escaped quote", "boundary=\"a\\\"b\"", "a\"b"));
    }

    private static List<Case> layouts() {
        return List.of(
                laidOut("preamble", "This is a message with many parts.|" + usual("foo")),
                laidOut("preamble with hyphens", "--|-- foo|-foo|" + usual("foo")),
                laidOut("epilogue", usual("foo") + "--foo|Content-Type: text/plain||never read|"),
                laidOut("blank line first", "|" + usual("foo")),
                laidOut("blank lines first", "|||" + usual("foo")),
                laidOut(
                        "no line end at the end",
                        usual("foo").substring(0, usual("foo").length() - 1)),
                laidOut("blanks behind the closing delimiter", usual("foo").replace("--foo--|", "--foo--  \t |")),
                laidOut("blanks behind every delimiter", usual("foo").replace("--foo|", "--foo \t|")),
                laidOut("no closing delimiter", usual("foo").replace("|--foo--|", "")),
                laidOut("no closing delimiter but a line end", usual("foo").replace("--foo--|", "")),
                laidOut("closing delimiter cut short", usual("foo").replace("--foo--|", "--foo")),
                laidOut(
                        "an empty part between",
                        usual("foo")
                                .replace(
                                        "|--foo|Content-Type: application/rs",
                                        "|--foo|--foo|Content-Type: application/rs")),
                laidOut("no blank line before the delimiter", usual("foo").replace("||--foo", "|--foo")),
                laidOut("a blank line before the part's headers", usual("foo").replace("--foo|C", "--foo||C")),
                laidOut(
                        "no blank line behind the part's headers",
                        usual("foo").replace("sdp||v", "sdp|v").replace("session||<", "session|<")),
                laidOut("content behind two blank lines", usual("foo").replace("sdp||v", "sdp|||v")));
    }

    private static List<Case> headers() {
        return List.of(
                laidOut("no blank behind the colon", usual("foo").replace(": ", ":")),
                laidOut("many blanks behind the colon", usual("foo").replace(": ", ":  \t ")),
                laidOut("a blank before the colon", usual("foo").replace(": ", " : ")),
                laidOut("lower case", usual("foo").replace("Content-Type", "content-type")),
                laidOut("capitals", usual("foo").replace("Content-Type", "CONTENT-TYPE")),
                laidOut("type in capitals", usual("foo").replace("application/sdp", "Application/SDP")),
                laidOut("short form", usual("foo").replace("Content-Type", "c")),
                laidOut("folded", usual("foo").replace("Content-Type: ", "Content-Type:| ")),
                laidOut(
                        "folded with a tab, on which JAIN throws",
                        usual("foo").replace("Content-Type: ", "Content-Type:|\t")),
                laidOut(
                        "folded parameter",
                        usual("foo").replace("application/sdp|", "application/sdp;|  charset=utf-8|")),
                laidOut("parameters", usual("foo").replace("application/sdp|", "application/sdp; charset=\"utf-8\"|")),
                laidOut("unknown headers", usual("foo").replace("--foo|C", "--foo|X-Vendor: 1|Content-Length: 3|C")),
                laidOut(
                        "headers twice",
                        usual("foo").replace("application/sdp|", "application/sdp|Content-Type: text/plain|")),
                laidOut(
                        "disposition in odd spacing",
                        usual("foo")
                                .replace(
                                        "application/sdp|",
                                        "application/sdp|Content-Disposition: session ;  handling = required|")),
                laidOut(
                        "no headers, and each part is what it looks like",
                        "--foo||" + SDP + "|--foo||" + XML + "|--foo--|"));
    }

    private static List<Case> traps() {
        return List.of(
                laidOut("a longer boundary inside a part", usual("foo").replace("m=audio", "--foobar|m=audio")),
                laidOut(
                        "a closing longer boundary inside a part",
                        usual("foo").replace("m=audio", "--foobar--|m=audio")),
                laidOut("the boundary in mid-line", usual("foo").replace("m=audio", "a=x --foo|m=audio")),
                laidOut("the boundary behind a blank", usual("foo").replace("m=audio", " --foo|m=audio")),
                laidOut("the boundary with text behind", usual("foo").replace("m=audio", "--foo no|m=audio")),
                laidOut("the boundary without hyphens", usual("foo").replace("m=audio", "foo|m=audio")),
                laidOut("the boundary in another case", usual("foo").replace("m=audio", "--FOO|m=audio")),
                laidOut("another boundary's lines", usual("foo").replace("m=audio", "--uniqueBoundary|m=audio")));
    }

    private static List<Case> types() {
        String inner = "--in|Content-Type: application/sdp||" + SDP + "|--in--|";
        return List.of(
                new Case(
                        "metadata first",
                        "multipart/mixed;boundary=b",
                        "--b|Content-Type: application/rs-metadata||" + XML + "|--b|Content-Type: application/sdp||"
                                + SDP + "|--b--",
                        List.of("application/rs-metadata", "application/sdp")),
                new Case(
                        "nested",
                        "multipart/mixed;boundary=b",
                        "--b|Content-Type: multipart/alternative;boundary=in||" + inner
                                + "|--b|Content-Type: application/rs-metadata+xml||" + XML + "|--b--",
                        BOTH),
                new Case(
                        "nested with a boundary that continues the outer one",
                        "multipart/mixed;boundary=in",
                        usual("in")
                                .replace(
                                        "Content-Type: application/sdp||" + SDP,
                                        "Content-Type: multipart/mixed;boundary=in-1||"
                                                + inner.replace("--in", "--in-1")),
                        BOTH),
                new Case("SDP alone", "application/sdp", SDP, List.of("application/sdp")),
                new Case("SDP alone with a parameter", "Application/SDP ; charset=x", SDP, List.of("application/sdp")),
                new Case("metadata alone", "application/rs-metadata+xml", XML, List.of("application/rs-metadata+xml")),
                new Case(
                        "metadata alone, old name", "application/rs-metadata", XML, List.of("application/rs-metadata")),
                new Case("multipart/related", "multipart/related;boundary=foo", usual("foo"), BOTH),
                new Case(
                        "Cisco's optional part",
                        "multipart/mixed;boundary=foo",
                        usual("foo")
                                .replace(
                                        "--foo--|",
                                        "--foo|Content-Type: application/gtd|Content-Disposition: signal;handling=optional||IAM,|--foo--|"),
                        List.of("application/sdp", "application/rs-metadata+xml", "application/gtd")));
    }
}
