package org.holdfast.connector.siprec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be made of a metadata body.
 *
 * @param metadata null when nothing could
 * @param warnings what was odd, a sentence each; never holds text of the document
 */
public record ParsedMetadata(@Nullable RecordingMetadata metadata, List<String> warnings) {

    public ParsedMetadata {
        warnings = List.copyOf(warnings);
    }
}
