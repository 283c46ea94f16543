package io.tradewind.contract;

import java.util.Optional;

/** The files of a contract. */
public interface ContractDocuments {

    /** In bytes. */
    int LARGEST_COPY = 20 * 1024 * 1024;

    /** The PDF of a wording; empty when it never had one. */
    Optional<Document> written(String number, int revision);

    /** The signed copy that counts for a wording; empty while there is none. */
    Optional<Document> signedCopy(String number, int revision);

    /** A file and what it is. */
    record Document(String number, int revision, String fileName, byte[] pdf, String sha256) {}
}
