package org.holdfast.live;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** A cluster without a network: what a test lets the others say and answer. */
@Singleton
public class NoNeighbours implements Neighbours {
    final List<LiveNews> heard = new ArrayList<>();
    final List<LiveNews> published = new ArrayList<>();
    LiveAnswer answer = LiveAnswer.NO_ANSWER;

    @Override
    public String self() {
        return "a";
    }

    @Override
    public void publish(LiveNews news) {
        published.add(news);
    }

    @Override
    public List<LiveNews> news() {
        return List.copyOf(heard);
    }

    @Override
    public LiveAnswer ask(String member, RecorderOrder order) {
        return answer;
    }
}
