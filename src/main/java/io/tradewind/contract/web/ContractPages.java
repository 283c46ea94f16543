package io.tradewind.contract.web;

import io.tradewind.approval.Approvals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractAccess;
import io.tradewind.contract.ContractDocuments;
import io.tradewind.contract.ContractDocuments.Document;
import io.tradewind.contract.ContractLook;
import io.tradewind.contract.ContractRegister;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.Contracts;
import io.tradewind.contract.Renewals;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerAccess;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.engine.web.DealLink;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The contracts one may see, and each with its PDF, its signed copy and what the register says; without JavaScript. */
@Controller
class ContractPages {

    /** More than anybody reads; the filter finds the others. */
    private static final int MOST_ROWS = 500;

    private final Contracts contracts;
    private final ContractWork work;
    private final ContractDocuments documents;
    private final ContractRegister register;
    private final Renewals renewals;
    private final Customers customers;
    private final People people;
    private final ContractAccess access;
    private final Approvals approvals;
    private final CustomerAccess customerAccess;
    private final DealLink dealLink;

    ContractPages(
            Contracts contracts,
            ContractWork work,
            ContractDocuments documents,
            ContractRegister register,
            Renewals renewals,
            Customers customers,
            People people,
            ContractAccess access,
            Approvals approvals,
            CustomerAccess customerAccess,
            DealLink dealLink) {
        this.contracts = contracts;
        this.work = work;
        this.documents = documents;
        this.register = register;
        this.renewals = renewals;
        this.customers = customers;
        this.people = people;
        this.access = access;
        this.approvals = approvals;
        this.customerAccess = customerAccess;
        this.dealLink = dealLink;
    }

    @Bean
    static HomeLink contractsLink() {
        return new HomeLink(
                25,
                "Look up contracts",
                "State, end, renewal and deviations of each; its PDF, signed copy and proof that nothing was changed.",
                "/contracts",
                Set.of(
                        Roles.SALES_REP,
                        Roles.SALES_MANAGER,
                        Roles.SALES_SUPPORT,
                        Roles.SALES_DIRECTOR,
                        Roles.GENERAL_MANAGER,
                        Roles.FINANCE,
                        Roles.LEGAL,
                        Roles.AUDITOR,
                        Roles.ADMIN));
    }

    @GetMapping("/contracts")
    String list(
            @RequestParam(name = "q", defaultValue = "") String q,
            @RequestParam(name = "state", defaultValue = "") String state,
            Model model) {
        Map<Long, String> names = customers.all().stream().collect(Collectors.toMap(Customer::id, Customer::name));
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        Map<String, Boolean> readable = new HashMap<>();
        List<Row> rows = contracts.all().stream()
                .filter(look -> readable.computeIfAbsent(look.rep(), access::mayRead))
                .filter(look -> state.isBlank() || look.state().code().equals(state))
                .map(look -> Row.of(look, names.getOrDefault(look.customerId(), "")))
                .filter(row -> (row.number() + " " + row.customer())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList();
        model.addAttribute("rows", rows.stream().limit(MOST_ROWS).toList());
        model.addAttribute("found", rows.size());
        model.addAttribute("q", q);
        model.addAttribute("state", state);
        model.addAttribute("states", Contract.State.values());
        return "contract/list";
    }

    @GetMapping("/contracts/{number}")
    String show(@PathVariable String number, Model model) {
        Contract contract = readable(number);
        model.addAttribute("contract", contract);
        Customer customer = customers.get(contract.customerId());
        model.addAttribute("customer", customer.name());
        model.addAttribute(
                "customerHref",
                customerAccess.sight(customer, null).isPresent() ? "/customers/" + customer.id() : null);
        model.addAttribute("dealHref", dealLink.of(contract.dealNumber()));
        model.addAttribute("state", state(contract));
        model.addAttribute("total", Shown.money(contract.total()) + " " + contract.currency());
        model.addAttribute(
                "written", documents.written(number, contract.revision()).orElse(null));
        model.addAttribute(
                "copy", documents.signedCopy(number, contract.revision()).orElse(null));
        model.addAttribute("renewal", renewals.of(number).orElse(null));
        model.addAttribute("before", renewals.before(contract.dealNumber()).orElse(null));
        List<ContractRegister.Entry> entries = register.of(number);
        model.addAttribute("entries", entries);
        model.addAttribute(
                "byNames",
                entries.stream()
                        .map(ContractRegister.Entry::by)
                        .distinct()
                        .collect(Collectors.toMap(by -> by, this::names)));
        model.addAttribute(
                "what",
                entries.stream().collect(Collectors.toMap(ContractRegister.Entry::id, entry -> what(entry, contract))));
        model.addAttribute("verification", register.verify(number));
        model.addAttribute("names", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute(
                "mayUpload",
                contract.state() == Contract.State.READY && contract.approved() && access.mayUpload(contract));
        model.addAttribute("largest", ContractDocuments.LARGEST_COPY / 1024 / 1024);
        return "contract/detail";
    }

    /** The wording as it stands; a link to one that was changed since leads nowhere. */
    @GetMapping("/contracts/{number}/pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String number,
            @RequestParam(name = "revision", required = false) @Nullable Integer revision) {
        Contract contract = readable(number);
        int wanted = Objects.requireNonNullElse(revision, contract.revision());
        if (wanted < contract.revision() && !access.mayReadOld()) {
            throw new ResponseStatusException(
                    HttpStatus.GONE,
                    "Revision " + wanted + " of contract " + number + " is out of date; the wording is now revision "
                            + contract.revision() + ".");
        }
        return file(documents.written(number, wanted).orElseThrow(() -> notFound(number)), ContentDisposition.inline());
    }

    @GetMapping("/contracts/{number}/signed-copy")
    ResponseEntity<byte[]> signedCopy(@PathVariable String number) {
        Contract contract = readable(number);
        // from outside: nobody's browser opens it inside our pages
        return file(
                documents.signedCopy(number, contract.revision()).orElseThrow(() -> notFound(number)),
                ContentDisposition.attachment());
    }

    @PostMapping("/contracts/{number}/signed-copy")
    String upload(
            @PathVariable String number, @RequestPart MultipartFile file, Model model, HttpServletResponse response)
            throws IOException {
        Contract contract = readable(number);
        if (!access.mayUpload(contract)) {
            throw notFound(number);
        }
        try {
            if (file.getSize() > ContractDocuments.LARGEST_COPY) {
                throw new Refused(
                        "signedCopy",
                        "The file is larger than " + ContractDocuments.LARGEST_COPY / 1024 / 1024
                                + " MB. Scan it smaller.");
            }
            work.attachSignedCopy(
                    number, Objects.requireNonNullElse(file.getOriginalFilename(), "signed.pdf"), file.getBytes());
            return "redirect:/contracts/" + number;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            return show(number, model);
        }
    }

    /** Nothing is kept of the file. */
    @PostMapping("/contracts/{number}/compare")
    String compare(@PathVariable String number, @RequestPart MultipartFile file, Model model) throws IOException {
        readable(number);
        if (file.getSize() > ContractDocuments.LARGEST_COPY) {
            throw new Refused("file", "No contract is that large: nothing here can be the same file.");
        }
        model.addAttribute("compared", true);
        model.addAttribute("match", register.registered(number, file.getBytes()).orElse(null));
        return show(number, model);
    }

    /** Nobody decides on what they ask for: an approval under the name of who asked is one that needed nobody. */
    private String what(ContractRegister.Entry entry, Contract contract) {
        Long approval = contract.approvalId();
        return switch (entry.kind()) {
            case "approved" ->
                approval == null
                                || approvals.get(approval).request().requester().equals(entry.by())
                        ? "within own authority, nobody had to approve"
                        : "approved";
            case "signed-copy" -> "signed copy uploaded";
            default -> entry.kind();
        };
    }

    /** In words; whether anybody had to agree is said only where it is not signed yet. */
    private String state(Contract contract) {
        Long approval = contract.approvalId();
        return switch (contract.state()) {
            case DRAFT -> "Drafted, not checked yet";
            case READY ->
                !contract.approved()
                        ? "Not approved, not to be handed out"
                        : approval == null || approvals.get(approval).plan().ownAuthority()
                                ? "To be signed; nobody had to approve"
                                : "Approved, to be signed";
            case SIGNED -> "Signed";
            case VOID -> "Given up";
        };
    }

    /** Of one or several people. */
    private String names(String userIds) {
        return Stream.of(userIds.split(", "))
                .map(user -> people.find(user).map(Person::name).orElse(user))
                .collect(Collectors.joining(", "));
    }

    private Contract readable(String number) {
        return contracts
                .find(number)
                .filter(contract -> access.mayRead(contract.rep()))
                .orElseThrow(() -> notFound(number));
    }

    private static ResponseEntity<byte[]> file(Document document, ContentDisposition.Builder disposition) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(document.number() + "-" + document.revision() + ".pdf")
                                .build()
                                .toString())
                .header("X-Content-SHA256", document.sha256())
                .body(document.pdf());
    }

    private static ResponseStatusException notFound(String number) {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "There is no contract '" + number + "', or none that you may see.");
    }

    record Row(
            String number,
            String customer,
            String total,
            String state,
            @Nullable LocalDate endsOn,
            @Nullable LocalDate renewalOn,
            int deviations) {

        static Row of(ContractLook look, String customer) {
            String state = look.state() == Contract.State.READY
                    ? look.approved() ? "to be signed" : "waits for approval"
                    : look.state().code();
            return new Row(
                    look.number(),
                    customer,
                    Shown.money(look.total()) + " " + look.currency(),
                    state,
                    look.endsOn(),
                    look.renewalOn(),
                    look.deviations());
        }
    }
}
