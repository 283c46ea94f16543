package io.tradewind.engine.deployment;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What process owners changed in a module since the application deployed it, beside what a release changes in it. */
final class OwnersEdits {

    private enum Way {
        /** The edited files, and the release's others. */
        TOGETHER,
        /** The module as it is live. */
        AS_LIVE,
        /** The release's. */
        RELEASE
    }

    private final Map<String, byte[]> release;
    private final Map<String, byte[]> live;
    private final Map<String, byte[]> together = new TreeMap<>();
    private final Set<String> byBoth = new TreeSet<>();
    private Way way = Way.TOGETHER;

    /**
     * @param before the application's last deployment of the module
     * @param release what it brings now
     * @param live what new cases run by
     */
    OwnersEdits(Map<String, byte[]> before, Map<String, byte[]> release, Map<String, byte[]> live) {
        this.release = release;
        this.live = live;
        Set<String> files = new TreeSet<>(release.keySet());
        files.addAll(live.keySet());
        for (String file : files) {
            byte[] was = before.get(file);
            byte[] brought = release.get(file);
            byte[] lives = live.get(file);
            boolean edited = !same(was, lives);
            if (edited && !same(was, brought) && !same(brought, lives)) {
                byBoth.add(file);
            }
            byte[] chosen = edited ? lives : brought;
            if (chosen != null) {
                together.put(file, chosen);
            }
        }
    }

    private static boolean same(byte @Nullable [] one, byte @Nullable [] other) {
        return Arrays.equals(one, other);
    }

    /** The module as new cases will run by it. */
    Map<String, byte[]> files() {
        return switch (way) {
            case TOGETHER -> together;
            case AS_LIVE -> live;
            case RELEASE -> release;
        };
    }

    /** Whether anything of the owners' is left in it. */
    boolean stays() {
        return !ModelDeployer.texts(files()).equals(ModelDeployer.texts(release));
    }

    /** Files of which the release brings another version than the one that stays live. */
    Set<String> changedByBoth() {
        if (way == Way.TOGETHER) {
            return byBoth;
        }
        Set<String> others = new TreeSet<>(release.keySet());
        others.removeIf(file -> same(release.get(file), live.get(file)));
        return others;
    }

    void giveWay() {
        way = way == Way.TOGETHER ? Way.AS_LIVE : Way.RELEASE;
    }
}
