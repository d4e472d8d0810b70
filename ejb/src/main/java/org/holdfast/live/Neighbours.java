package org.holdfast.live;

import java.util.List;

/** The other processes of the cluster: what their recorders say, and asking one of them. Thread-safe. */
public interface Neighbours {

    /** The name of this process in the cluster. */
    String self();

    /** Says to all what this process's recorder says. May wait a few seconds for a neighbour that hangs. */
    void publish(LiveNews news);

    /** The latest news of each other process that is there now and has a recorder. */
    List<LiveNews> news();

    /** Has the recorder of a member obey; answers within about a second. */
    LiveAnswer ask(String member, RecorderOrder order);
}
