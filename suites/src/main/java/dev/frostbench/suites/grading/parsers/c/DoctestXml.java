package dev.frostbench.suites.grading.parsers.c;

import dev.frostbench.suites.grading.official.UnreadableLog;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// The elements of doctest's XML in the order in which they begin. The text is hostile input: it may declare no type,
/// and so no entity.
final class DoctestXml extends DefaultHandler {

    private final List<Element> elements = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    private DoctestXml() {}

    /// @param tag empty if it is in a namespace, where nobody looks for it
    /// @param name `None` if it has none, as Python prints it
    /// @param end the number of the first element that begins after this one's end
    record Element(String tag, String name, boolean succeeded, int end) {}

    static List<Element> read(String xml) {
        var handler = new DoctestXml();
        try {
            var factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(new StringReader(xml)), handler);
        } catch (SAXException broken) {
            String line = broken instanceof SAXParseException at ? " at its line " + at.getLineNumber() : "";
            throw new UnreadableLog("its XML is broken" + line);
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException("the JDK has an XML parser, and a text cannot fail to be read", impossible);
        }
        return handler.elements;
    }

    @Override
    public void startElement(String uri, String localName, String qualified, Attributes attributes) {
        open.push(elements.size());
        elements.add(new Element(uri.isEmpty() ? localName : "",
                Optional.ofNullable(attributes.getValue("", "name")).orElse("None"),
                "true".equals(attributes.getValue("", "success")), 0));
    }

    @Override
    public void endElement(String uri, String localName, String qualified) {
        int number = open.pop();
        Element begun = elements.get(number);
        elements.set(number, new Element(begun.tag(), begun.name(), begun.succeeded(), elements.size()));
    }
}
