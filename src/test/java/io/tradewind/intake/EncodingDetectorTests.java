package io.tradewind.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingDetectorTests {

    @ParameterizedTest
    @CsvSource({
        "windows-1252,Müller & Söhne GmbH;Zürich;Straße 5 – groß",
        "windows-1252,Société Générale;Besançon;déjà vu;Åland;Málaga",
        "windows-1252,M\u00fcller",
        "GB18030,公司名称;联系人;上海贸易有限公司;王小明;北京市朝阳区",
        "GB18030,李",
        "windows-1251,Название компании;Контакт;ООО Ромашка;Пётр Иванов;г. Москва",
        "windows-1251,ООО «ПРИВЕТ МОСКВА»;Заказ № 5 — срочно"
    })
    void tellsACodePageWhereTheBytesLeaveNoDoubt(String charset, String text) {
        assertThat(found("companyName;x\n" + text + "\n", Charset.forName(charset))
                        .charset())
                .isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1250,Łódź;Kraków;Źdźbło;Świętochłowice;Żółw",
        "Shift_JIS,株式会社テスト;東京都",
        "EUC-KR,주식회사 한국;서울특별시",
        "ISO-8859-7,Ελληνική Εταιρεία;Αθήνα"
    })
    void neverTakesAnotherCodePageForOneOfItsOwnWithoutSayingThatItGuessed(String charset, String text) {
        byte[] bytes = ("companyName;x\n" + text + "\n").getBytes(Charset.forName(charset));
        EncodingDetector detector = new EncodingDetector();
        detector.feed(bytes, bytes.length);
        try {
            assertThat(detector.found().explanation()).contains("guessed");
        } catch (Refused e) {
            assertThat(e).hasMessageContaining("encoding");
        }
    }

    @Test
    void refusesPolishRatherThanSpoilIt() {
        assertThatThrownBy(() -> found("Łódź;Świętochłowice;żółw", Charset.forName("windows-1250")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("name the encoding in the mapping");
    }

    @Test
    void utf8IsUtf8WithAndWithoutItsMark() {
        assertThat(found("Zoë;公司;Ромашка;😀", StandardCharsets.UTF_8).bomLength())
                .isZero();
        assertThat(found("\uFEFFZoë", StandardCharsets.UTF_8).bomLength()).isEqualTo(3);
        assertThat(found("plain", StandardCharsets.UTF_8).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void utf16NeedsItsMark() {
        assertThat(found("\uFEFFa,b", StandardCharsets.UTF_16LE).charset()).isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(found("\uFEFFa,b", StandardCharsets.UTF_16BE).charset()).isEqualTo(StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> found("a,b", StandardCharsets.UTF_16LE)).hasMessageContaining("not a text file");
    }

    @Test
    void aCharacterCutInHalfIsNotUtf8() {
        assertThatThrownBy(() -> {
                    EncodingDetector detector = new EncodingDetector();
                    detector.feed(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xE4, (byte) 0xB8}, 6);
                    detector.found();
                })
                .hasMessageContaining("bytes that are not");
    }

    @Test
    void namesTheProgramWhoseFileItIs() {
        assertThatThrownBy(() -> found("PK\u0003\u0004xyz", StandardCharsets.ISO_8859_1))
                .hasMessageContaining("Excel workbook");
        assertThatThrownBy(() -> found("%PDF-1.7", StandardCharsets.ISO_8859_1)).hasMessageContaining("PDF");
        assertThatThrownBy(() -> found("a\0\1\2\3b", StandardCharsets.ISO_8859_1))
                .hasMessageContaining("not a text file");
    }

    private static EncodingDetector.Found found(String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        EncodingDetector detector = new EncodingDetector();
        detector.feed(bytes, bytes.length);
        return detector.found();
    }
}
