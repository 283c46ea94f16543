package io.tradewind.customer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The customers. */
public interface Customers {

    Optional<Customer> find(long id);

    /** @throws io.tradewind.engine.Refused if there is no such customer */
    Customer get(long id);

    /** The customer with this name in normal form (case, punctuation and legal form aside). */
    Optional<Customer> byName(String name);

    /** The customer with this number, e.g. {@code K-000042}. */
    Optional<Customer> byNumber(String number);

    /** Customers that the facts may belong to, exact matches first, at most ten. */
    List<CustomerMatch> matches(CustomerFacts facts);

    /** Adds a customer. */
    Customer register(NewCustomer customer);

    /** Hands the customer to a rep. */
    void assignOwner(long id, String userId);

    /** Makes a customer part of another one's group; null takes it out. */
    void assignParent(long id, @Nullable Long parentId);

    /** Sets the class, A, B or C; the same one again changes nothing. */
    void classify(long id, String customerClass);

    /** The customers with ids above this one, in the order of their ids. */
    List<Customer> next(long afterId, int count);

    /** All customers by name. */
    List<Customer> all();

    /** The names of these customers by id; an unknown id has none. */
    Map<Long, String> names(Collection<Long> ids);

    /** The ids of a customer's whole group, itself included. */
    List<Long> group(long id);
}
