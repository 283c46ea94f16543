package io.tradewind.engine.web;

import io.tradewind.engine.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the business does not accept, told to programs as a problem detail (RFC 9457) that names the field. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalAnswers {

    @ExceptionHandler(Refused.class)
    ProblemDetail refused(Refused refused) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(refused.getMessage()));
        if (refused.field() != null) {
            problem.setProperty("field", refused.field());
        }
        return problem;
    }
}
