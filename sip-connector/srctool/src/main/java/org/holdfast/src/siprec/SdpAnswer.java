package org.holdfast.src.siprec;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** What the SRS answered: per m-line where it wants the media, and the attributes a test may look at. */
public record SdpAnswer(List<Line> lines) {
    /** One m-line of the answer; port 0 means refused. */
    public record Line(String address, int port, String formats, List<String> attributes) {
        /** The value of {@code a=name:value}, the name itself for a flag, "" when absent. */
        public String attribute(String name) {
            return attributes.stream()
                    .filter(attribute -> attribute.equals(name) || attribute.startsWith(name + ":"))
                    .map(attribute -> attribute.equals(name) ? name : attribute.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        }

        /** Where to send; only for lines that were not refused. */
        public InetSocketAddress target() {
            return new InetSocketAddress(address, port);
        }
    }

    /** Reads a session description; unknown lines are passed over. */
    public static SdpAnswer parse(String sdp) {
        List<Line> lines = new ArrayList<>();
        String sessionAddress = "";
        for (String line : sdp.split("\r?\n")) {
            if (line.startsWith("m=")) {
                String[] parts = line.substring(2).split(" ", 4);
                int port = parts.length > 1 && parts[1].matches("\\d{1,5}") ? Integer.parseInt(parts[1]) : 0;
                lines.add(new Line(sessionAddress, port, parts.length > 3 ? parts[3] : "", new ArrayList<>()));
            } else if (line.startsWith("c=") && lines.isEmpty()) {
                sessionAddress = line.substring(line.lastIndexOf(' ') + 1);
            } else if (line.startsWith("c=")) {
                Line last = lines.removeLast();
                String address = line.substring(line.lastIndexOf(' ') + 1);
                lines.add(new Line(address, last.port(), last.formats(), last.attributes()));
            } else if (line.startsWith("a=") && !lines.isEmpty()) {
                lines.getLast().attributes().add(line.substring(2));
            }
        }
        return new SdpAnswer(List.copyOf(lines));
    }
}
