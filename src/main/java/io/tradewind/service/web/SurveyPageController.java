package io.tradewind.service.web;

import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.order.Orders;
import io.tradewind.order.SalesOrder;
import io.tradewind.service.Survey;
import io.tradewind.service.SurveyLink;
import io.tradewind.service.Surveys;
import io.tradewind.service.process.SatisfactionSurveyProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page a customer answers on, without login and without JavaScript. Looking (GET) changes nothing, because mail
 * scanners look at every link; only the button (POST) answers.
 */
@Controller
@RequestMapping("/survey/{token}")
class SurveyPageController {

    private final Surveys surveys;
    private final SatisfactionSurveyProcess process;
    private final Customers customers;
    private final Orders orders;
    private final String company;

    SurveyPageController(
            Surveys surveys,
            SatisfactionSurveyProcess process,
            Customers customers,
            Orders orders,
            @Value("${tradewind.company.name}") String company) {
        this.surveys = surveys;
        this.process = process;
        this.customers = customers;
        this.orders = orders;
        this.company = company;
    }

    /** The link is a secret and the page a private one: no cache, no referrer, no index keeps it. */
    @ModelAttribute
    void keepPrivate(HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        model.addAttribute("company", company);
    }

    @GetMapping
    String look(@PathVariable("token") String token, Model model, HttpServletResponse response) {
        SurveyLink link = surveys.look(token);
        return link.state() == SurveyLink.State.OPEN
                ? form(token, link.known(), model)
                : closed(link, HttpStatus.GONE, model, response);
    }

    @PostMapping
    String answer(
            @PathVariable("token") String token,
            @RequestParam(name = "score", required = false) @Nullable String score,
            @RequestParam(name = "comment", required = false) @Nullable String comment,
            Model model,
            HttpServletResponse response) {
        try {
            SurveyLink link = process.answer(token, whole(score), comment);
            if (link.state() != SurveyLink.State.OPEN) {
                return closed(link, HttpStatus.CONFLICT, model, response);
            }
            model.addAttribute("outcome", "thanks");
            return "service/survey-closed";
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("score", whole(score));
            model.addAttribute("comment", shortened(comment));
            return form(token, surveys.look(token).known(), model);
        }
    }

    /** Asks whether they mean it: looking at the link must not unsubscribe anybody. */
    @GetMapping("/unsubscribe")
    String askBeforeUnsubscribing(@PathVariable("token") String token, Model model, HttpServletResponse response) {
        return subscription(token, surveys.look(token), model, response);
    }

    @PostMapping("/unsubscribe")
    String unsubscribe(@PathVariable("token") String token, Model model, HttpServletResponse response) {
        return subscription(token, surveys.subscribe(token, false), model, response);
    }

    @PostMapping("/subscribe")
    String subscribe(@PathVariable("token") String token, Model model, HttpServletResponse response) {
        return subscription(token, surveys.subscribe(token, true), model, response);
    }

    private String subscription(String token, SurveyLink link, Model model, HttpServletResponse response) {
        if (link.state() == SurveyLink.State.UNKNOWN) {
            return closed(link, HttpStatus.NOT_FOUND, model, response);
        }
        String email = link.known().contactEmail();
        model.addAttribute("token", token);
        model.addAttribute("email", email);
        model.addAttribute("unsubscribed", surveys.isUnsubscribed(email));
        return "service/survey-subscription";
    }

    private String form(String token, Survey survey, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("customer", customers.get(survey.customerId()).name());
        model.addAttribute("subject", survey.subject());
        model.addAttribute("about", survey.about().code());
        model.addAttribute(
                "lines", orders.find(survey.subject()).map(SalesOrder::lines).orElse(List.of()));
        model.addAttribute("scores", IntStream.rangeClosed(0, 10).boxed().toList());
        model.addAttribute("longestComment", Surveys.LONGEST_COMMENT);
        return "service/survey";
    }

    private static String closed(SurveyLink link, HttpStatus ifAnswered, Model model, HttpServletResponse response) {
        HttpStatus status =
                switch (link.state()) {
                    case ANSWERED -> ifAnswered;
                    case EXPIRED -> HttpStatus.GONE;
                    default -> HttpStatus.NOT_FOUND;
                };
        response.setStatus(status.value());
        model.addAttribute("outcome", link.state().name().toLowerCase(java.util.Locale.ROOT));
        return "service/survey-closed";
    }

    private static @Nullable Integer whole(@Nullable String score) {
        return score != null && score.matches("\\d{1,2}") ? Integer.valueOf(score) : null;
    }

    /** What the customer typed comes back for shortening, but not a megabyte of it. */
    private static @Nullable String shortened(@Nullable String comment) {
        int most = 2 * Surveys.LONGEST_COMMENT;
        return comment == null || comment.length() <= most ? comment : comment.substring(0, most);
    }
}
