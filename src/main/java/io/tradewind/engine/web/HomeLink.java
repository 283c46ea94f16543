package io.tradewind.engine.web;

import java.util.Set;

/**
 * One thing to do on the home page. A module offers it as a bean; beans appear in the order of {@code order}.
 *
 * @param title a verb phrase, e.g. "Work on my tasks"
 * @param text what one finds there, in one sentence
 * @param groups who sees it; empty means everybody
 */
public record HomeLink(int order, String title, String text, String href, Set<String> groups) {

    public HomeLink {
        groups = Set.copyOf(groups);
    }
}
