package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import io.tradewind.engine.database.DatabaseWatch;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** The head of every page, and so of the one that says that the database is away. */
class PageLayoutTests {

    private final PersonNames names = mock();
    private final DatabaseWatch database = mock();
    private final PageLayout layout =
            new PageLayout("Company", names, new StaticListableBeanFactory().getBeanProvider(HomeLink.class), database);

    @BeforeEach
    void darcelLooks() {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("darcel-schlecht", "", "sales-rep"));
        given(database.isWorthAsking()).willReturn(true);
        given(names.of("darcel-schlecht")).willReturn("Darcel Schlecht");
    }

    @AfterEach
    void nobodyLooks() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void callsPeopleByTheirName() {
        assertThat(layout.userName()).isEqualTo("Darcel Schlecht");
    }

    @Test
    void asksNobodyWhileTheDatabaseIsAway() {
        given(database.isWorthAsking()).willReturn(false);

        assertThat(layout.userName()).isEqualTo("darcel-schlecht");
        then(names).should(org.mockito.Mockito.never()).of(anyString());
    }

    @Test
    void doesWithoutTheNameWhenTheDatabaseGoesInThisMoment() {
        given(names.of("darcel-schlecht"))
                .willThrow(new ProcessEngineException("failed", new SQLException("terminating", "57P01")));

        assertThat(layout.userName()).isEqualTo("darcel-schlecht");
        then(database).should().missed();
    }

    @Test
    void hidesNoOtherFailure() {
        given(names.of("darcel-schlecht")).willThrow(new IllegalStateException("something else"));

        assertThatThrownBy(layout::userName).hasMessage("something else");
    }
}
