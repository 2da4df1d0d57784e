package dev.frostbench.reports.comparison;

import dev.frostbench.reports.text.TerminalText;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A comparison as JUnit XML: a test case a task. Only what broke is a failure; what is no pair is skipped.
public final class JunitXml {

    private JunitXml() {}

    public static String render(ComparisonReport report) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            attribute(xml, "name", "frostbench compare");
            totals(xml, report.comparisons());
            for (Comparison each : report.comparisons()) suite(xml, each);
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text in memory can be written", impossible);
        }
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, Comparison comparison) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", ComparisonText.name(comparison));
        totals(xml, List.of(comparison));
        if (comparison.now().run().began().isPresent())
            attribute(xml, "timestamp", comparison.now().run().began().get().toString());
        for (TaskChange task : comparison.tasks()) test(xml, task);
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void totals(XMLStreamWriter xml, List<Comparison> comparisons) throws XMLStreamException {
        attribute(xml, "tests", String.valueOf(comparisons.stream().mapToInt(each -> each.tasks().size()).sum()));
        attribute(xml, "failures",
                String.valueOf(comparisons.stream().mapToInt(each -> each.count(Change.BROKEN)).sum()));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", String.valueOf(
                comparisons.stream().mapToInt(each -> each.tasks().size() - each.pairs()).sum()));
        attribute(xml, "time", seconds(comparisons.stream().flatMap(each -> each.tasks().stream())
                .map(JunitXml::took).reduce(Duration.ZERO, Duration::plus)));
    }

    private static void test(XMLStreamWriter xml, TaskChange task) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", task.part());
        attribute(xml, "name", task.task());
        attribute(xml, "time", seconds(took(task)));
        String said = task.change().word() + ": " + ComparisonText.verdicts(task);
        if (task.change() == Change.BROKEN) {
            xml.writeStartElement("failure");
            attribute(xml, "type", task.change().word());
            attribute(xml, "message", said);
            xml.writeCharacters(valid(TerminalText.clean(whole(task))));
            xml.writeEndElement();
        } else if (!task.change().isPair()) {
            xml.writeEmptyElement("skipped");
            attribute(xml, "message", said);
        }
        xml.writeEndElement();
    }

    private static String whole(TaskChange task) {
        String why = task.now().map(Tries::why).orElse("");
        return task.why().isEmpty() ? why : task.why() + "\n" + why;
    }

    private static Duration took(TaskChange task) {
        return task.now().map(Tries::took).orElse(Duration.ZERO);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, valid(TerminalText.line(value)));
    }

    /// Two code points remain that no XML may hold, not even as references.
    private static String valid(String text) {
        return text.replace('\uFFFE', '\uFFFD').replace('\uFFFF', '\uFFFD');
    }
}
