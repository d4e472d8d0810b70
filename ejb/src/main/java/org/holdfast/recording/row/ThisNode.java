package org.holdfast.recording.row;

import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** The name of the node this process belongs to, for rows, which no container makes. */
public final class ThisNode {
    public static final String NAME = Settings.ofProcess().text(Setting.NODE_NAME);

    private ThisNode() {}
}
