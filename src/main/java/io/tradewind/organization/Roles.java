package io.tradewind.organization;

import java.util.List;

/** The role groups, as models, authorizations and people's habits know them. */
public final class Roles {

    public static final String SALES_REP = "sales-rep";
    public static final String SALES_SUPPORT = "sales-support";
    public static final String SALES_MANAGER = "sales-manager";
    public static final String SALES_DIRECTOR = "sales-director";
    public static final String GENERAL_MANAGER = "general-manager";
    public static final String FINANCE = "finance";
    public static final String LEGAL = "legal";
    public static final String LOGISTICS = "logistics";
    public static final String SERVICE = "service";
    public static final String MARKETING = "marketing";
    public static final String PRODUCT = "product";
    public static final String HR = "hr";
    public static final String AUDITOR = "auditor";
    public static final String PROCESS_OWNER = "process-owner";
    public static final String ADMIN = "camunda-admin";

    /** Every role, in the order of the company's organization chart. */
    public static final List<String> ALL = List.of(
            SALES_REP,
            SALES_SUPPORT,
            SALES_MANAGER,
            SALES_DIRECTOR,
            GENERAL_MANAGER,
            FINANCE,
            LEGAL,
            LOGISTICS,
            SERVICE,
            MARKETING,
            PRODUCT,
            HR,
            AUDITOR,
            PROCESS_OWNER,
            ADMIN);

    /** Who looks after the company as a whole, not after one reporting line. */
    public static final List<String> WHOLE_COMPANY = List.of(SALES_DIRECTOR, GENERAL_MANAGER, FINANCE, AUDITOR, ADMIN);

    /** Who may know what the goods cost us, and the floor price and margin that tell it. */
    public static final List<String> KNOW_COST = List.of(SALES_DIRECTOR, GENERAL_MANAGER, FINANCE, AUDITOR, ADMIN);

    /** How roles end that are one person's title, not a department's name. */
    private static final List<String> PERSONS = List.of("rep", "manager", "director", "owner", "auditor");

    private Roles() {}

    /** {@code sales manager}. */
    public static String inWords(String role) {
        return role.replace('-', ' ');
    }

    /** {@code sales managers}; of a department its name. */
    public static String several(String role) {
        String words = inWords(role);
        return PERSONS.stream().anyMatch(words::endsWith) ? words + "s" : words;
    }
}
