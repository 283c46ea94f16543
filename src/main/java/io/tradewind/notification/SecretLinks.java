package io.tradewind.notification;

/** Links that act without a login: only who received the mail may see them whole. */
final class SecretLinks {

    /** In the dialect that Java and PostgreSQL share. */
    static final String PATTERN = "(/(decide|survey|confirm)/)[A-Za-z0-9_.~-]{8,}";

    private SecretLinks() {}

    static String hidden(String text) {
        return text.replaceAll(PATTERN, "$1…");
    }
}
