package io.tradewind.engine.variables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTests {

    @Test
    void nothingFromOutsideBecomesALinkAPictureOrAHeading() {
        assertThat(Shown.plain("[Log in](https://evil.example) ![p](http://evil.example/p.png)"))
                .isEqualTo("\\[Log in\\](https\\://evil.example) !\\[p\\](http\\://evil.example/p.png)");
        assertThat(Shown.plain("see www.evil.example or WWW.evil.example"))
                .isEqualTo("see www\\.evil.example or WWW\\.evil.example");
        assertThat(Shown.plain("# Big\n> said\n<b>")).isEqualTo("\\# Big\n\\> said\n\\<b>");
        assertThat(Shown.plain("**now** `x` a|b")).isEqualTo("\\*\\*now\\*\\* \\`x\\` a\\|b");
    }

    /** They stand in lists and mails too, where a backslash would be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"Yahoo!", "Smith & Sons, Ltd.", "C# House", "O'Neill (UK)", "3:1", "A-B 24/7", "客户"})
    void ordinaryNamesStayAsTheyAre(String name) {
        assertThat(Shown.plain(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a](http://b) *c* \\ \\[", "# x\n> y", "www.x.example", "plain", ""})
    void theWordsComeBack(String words) {
        assertThat(Shown.words(Shown.plain(words))).isEqualTo(words);
    }
}
