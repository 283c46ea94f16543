package io.tradewind.engine;

/** The outside database's address, as an operator wrote it: there may be a password in it, which nobody is shown. */
public final class DatabaseAddress {

    /** Why an address with a login in front of the host is none. */
    public static final String WITH_LOGIN =
            "SPRING_DATASOURCE_URL holds a user and a password in front of an '@'; Java's driver would take them for a"
                    + " part of the host's name.";

    private DatabaseAddress() {}

    /** Whether somebody wrote {@code user:password@host}; behind a {@code ?} a password may hold what it likes. */
    public static boolean holdsLogin(String url) {
        int at = url.indexOf('@');
        return at >= 0 && (!before(url, at, '?') || !before(url, at, '='));
    }

    /** Without all that may be secret: what stands in front of an {@code @}, and the parameters. */
    public static String shown(String url) {
        return url.replaceFirst("(?s)//.*@", "//").replaceFirst("(?s)\\?.*", "");
    }

    private static boolean before(String url, int at, char sign) {
        int place = url.indexOf(sign);
        return place >= 0 && place < at;
    }
}
