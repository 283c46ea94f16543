package io.tradewind.notification;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The link in a mail by which its reader wants no more of them. Mail programs find it in the header {@code
 * List-Unsubscribe} and offer a button; by RFC 8058 they send one POST to it without asking anything.
 */
final class UnsubscribeLink {

    private static final Pattern LINK =
            Pattern.compile("(?m)^.{0,100}?(https?://[^\\s<>]{1,400}/survey/[A-Za-z0-9_.~-]{8,200}/unsubscribe)\\s*$");

    private UnsubscribeLink() {}

    static Optional<String> in(String text) {
        Matcher matcher = LINK.matcher(text);
        String found = null;
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return Optional.ofNullable(found);
    }
}
