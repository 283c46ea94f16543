package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChildrenAtOnceTests {

    private static final String STATEMENTS =
            """
            <mapper><sql id="a"/><select id="b"><selectKey id="c"/>text<!-- selectKey --><if><selectKey id="d"/></if>
            <selectKey id="e"/></select><insert id="f"/><select id="g"/><update id="h"/></mapper>
            """;

    private final XPath java = XPathFactory.newDefaultInstance().newXPath();
    private final XPath ours = new ChildrenAtOnce().newXPath();

    @ParameterizedTest
    @ValueSource(
            strings = {"selectKey", "select|insert|update|delete", "sql", "nothing", "/mapper/sql", "if/selectKey", "*"
            })
    void answersAsJavaDoes(String expression) throws Exception {
        Node mapper = mapper();
        Node statement = mapper.getFirstChild().getNextSibling();
        for (Node asked : List.of(mapper, statement)) {
            assertThat(found(ours, expression, asked)).isEqualTo(found(java, expression, asked));
        }
    }

    @Test
    void findsWhatMyBatisAsksFor() throws Exception {
        Node statement = mapper().getFirstChild().getNextSibling();
        assertThat(found(ours, "selectKey", statement)).hasSize(2);
        assertThat(ours.evaluate("count(selectKey)", statement)).isEqualTo("2");
    }

    @Test
    void isTheOneThatMyBatisGets() {
        assertThat(XPathFactory.newInstance()).isInstanceOf(ChildrenAtOnce.class);
    }

    private static Node mapper() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(STATEMENTS.strip())))
                .getDocumentElement();
    }

    private static List<Node> found(XPath xpath, String expression, Node node) throws Exception {
        NodeList found = (NodeList) xpath.evaluate(expression, node, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }
}
