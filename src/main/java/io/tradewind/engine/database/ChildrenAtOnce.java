package io.tradewind.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import javax.xml.xpath.XPathFunctionResolver;
import javax.xml.xpath.XPathVariableResolver;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Java's own XPath, but for one kind of question: which children of this element have one of these names? At every start
 * MyBatis asks it some thousand times of the engine's statements ({@code selectKey}), and Java builds a table of the whole
 * document for each answer, which took a fifteenth of the start. Named in {@code META-INF/services}.
 */
public final class ChildrenAtOnce extends XPathFactory {

    private static final Pattern NAMES = Pattern.compile("[A-Za-z]+(\\|[A-Za-z]+)*");

    private final XPathFactory java = XPathFactory.newDefaultInstance();

    @Override
    public boolean isObjectModelSupported(String objectModel) {
        return java.isObjectModelSupported(objectModel);
    }

    @Override
    public void setFeature(String name, boolean value) throws XPathFactoryConfigurationException {
        java.setFeature(name, value);
    }

    @Override
    public boolean getFeature(String name) throws XPathFactoryConfigurationException {
        return java.getFeature(name);
    }

    @Override
    public void setXPathVariableResolver(XPathVariableResolver resolver) {
        java.setXPathVariableResolver(resolver);
    }

    @Override
    public void setXPathFunctionResolver(XPathFunctionResolver resolver) {
        java.setXPathFunctionResolver(resolver);
    }

    @Override
    public XPath newXPath() {
        return new Asked(java.newXPath());
    }

    private record Asked(XPath java) implements XPath {

        @Override
        public Object evaluate(String expression, Object item, QName returnType) throws XPathExpressionException {
            return returnType.equals(XPathConstants.NODESET)
                            && item instanceof Node parent
                            && NAMES.matcher(expression).matches()
                    ? children(parent, Set.of(expression.split("\\|")))
                    : java.evaluate(expression, item, returnType);
        }

        private static NodeList children(Node parent, Set<String> names) {
            List<Node> children = new ArrayList<>();
            for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeType() == Node.ELEMENT_NODE
                        && child.getNamespaceURI() == null
                        && names.contains(child.getNodeName())) {
                    children.add(child);
                }
            }
            return new Found(children);
        }

        @Override
        public String evaluate(String expression, Object item) throws XPathExpressionException {
            return java.evaluate(expression, item);
        }

        @Override
        public Object evaluate(String expression, InputSource source, QName returnType)
                throws XPathExpressionException {
            return java.evaluate(expression, source, returnType);
        }

        @Override
        public String evaluate(String expression, InputSource source) throws XPathExpressionException {
            return java.evaluate(expression, source);
        }

        @Override
        public XPathExpression compile(String expression) throws XPathExpressionException {
            return java.compile(expression);
        }

        @Override
        public void reset() {
            java.reset();
        }

        @Override
        public void setXPathVariableResolver(XPathVariableResolver resolver) {
            java.setXPathVariableResolver(resolver);
        }

        @Override
        public XPathVariableResolver getXPathVariableResolver() {
            return java.getXPathVariableResolver();
        }

        @Override
        public void setXPathFunctionResolver(XPathFunctionResolver resolver) {
            java.setXPathFunctionResolver(resolver);
        }

        @Override
        public XPathFunctionResolver getXPathFunctionResolver() {
            return java.getXPathFunctionResolver();
        }

        @Override
        public void setNamespaceContext(NamespaceContext context) {
            java.setNamespaceContext(context);
        }

        @Override
        public NamespaceContext getNamespaceContext() {
            return java.getNamespaceContext();
        }
    }

    private record Found(List<Node> nodes) implements NodeList {

        @Override
        public @Nullable Node item(int index) {
            return index >= 0 && index < nodes.size() ? nodes.get(index) : null; // as the interface says
        }

        @Override
        public int getLength() {
            return nodes.size();
        }
    }
}
