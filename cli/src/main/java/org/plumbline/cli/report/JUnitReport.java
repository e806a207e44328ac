package org.plumbline.cli.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.cli.run.Documents;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.Promise;

/**
 * The run as JUnit XML: one suite for each document's claims and one for the promises.
 *
 * <p>A claim that turns out wrong is a finding, so its case passes and carries the verdict; a claim
 * without a clear verdict is skipped, never passed. A broken promise is a failure, an unclear one
 * an error.
 */
public final class JUnitReport {
  private static final int REPLACEMENT = 0xFFFD;

  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The whole document. */
  public static String render(RunData run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitReport(xml).write(run);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write XML into memory", e);
    }
    return text.toString();
  }

  private void write(RunData run) throws XMLStreamException {
    Map<String, List<JudgedClaim>> byDocument =
        run.summary().claims().stream()
            .collect(
                Collectors.groupingBy(JudgedClaim::document, TreeMap::new, Collectors.toList()));
    List<Promise> promises = run.summary().promises();
    int skipped = 0;
    for (List<JudgedClaim> claims : byDocument.values()) {
      skipped += (int) claims.stream().filter(JUnitReport::isSkipped).count();
    }
    xml.writeStartDocument("UTF-8", "1.0");
    start("testsuites", "name", "plumbline");
    totals(run.summary().claims().size() + promises.size(), promises, skipped);
    for (Map.Entry<String, List<JudgedClaim>> entry : byDocument.entrySet()) {
      claims(entry.getKey(), entry.getValue(), run.manifest());
    }
    promises(promises, run.manifest());
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void claims(String document, List<JudgedClaim> claims, Manifest manifest)
      throws XMLStreamException {
    start("testsuite", "name", "claims of " + Documents.title(document));
    int skipped = (int) claims.stream().filter(JUnitReport::isSkipped).count();
    totals(claims.size(), List.of(), skipped);
    xml.writeAttribute("timestamp", manifest.started().toString());
    for (JudgedClaim claim : claims) {
      claim(claim);
    }
    xml.writeEndElement();
  }

  private void claim(JudgedClaim claim) throws XMLStreamException {
    start("testcase", "classname", "claims." + claim.document());
    attribute("name", claim.id() + " " + claim.statement());
    start("properties");
    property("verdict", claim.verdict().text());
    property("kind", claim.kind().name().toLowerCase(Locale.ROOT));
    property("line", claim.line());
    property("claimed", text(claim.claimed()));
    property("found", text(claim.found()));
    Double ratio = claim.ratio();
    property("ratio", ratio == null ? null : String.format(Locale.ROOT, "%.6g", ratio));
    xml.writeEndElement();
    if (isSkipped(claim)) {
      start("skipped", "message", claim.verdict().text());
      xml.writeEndElement();
    }
    List<String> lines = new ArrayList<>(List.of("verdict: " + claim.verdict().text()));
    addLine(lines, "claimed", text(claim.claimed()));
    addLine(lines, "found", text(claim.found()));
    addLine(lines, "cause", claim.cause());
    addLine(lines, "consequence", claim.consequence());
    output(lines);
    xml.writeEndElement();
  }

  private void promises(List<Promise> promises, Manifest manifest) throws XMLStreamException {
    start("testsuite", "name", "promises of the messenger");
    totals(promises.size(), promises, 0);
    xml.writeAttribute("timestamp", manifest.started().toString());
    for (Promise promise : promises) {
      start("testcase", "classname", "promises." + promise.source());
      attribute("name", promise.id());
      if (promise.outcome() != Outcome.HELD) {
        start(promise.outcome() == Outcome.BROKEN ? "failure" : "error");
        attribute("message", promise.summary());
        xml.writeCharacters(clean(String.join("\n", promise.witnesses())));
        xml.writeEndElement();
      }
      output(List.of(promise.summary(), "evidence: " + promise.file()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void totals(int tests, List<Promise> promises, int skipped) throws XMLStreamException {
    attribute("tests", Integer.toString(tests));
    attribute("failures", count(promises, Outcome.BROKEN));
    attribute("errors", count(promises, Outcome.UNKNOWN));
    attribute("skipped", Integer.toString(skipped));
  }

  private static String count(List<Promise> promises, Outcome outcome) {
    return Long.toString(promises.stream().filter(p -> p.outcome() == outcome).count());
  }

  private static boolean isSkipped(JudgedClaim claim) {
    return claim.verdict() == Verdict.NOT_RUN || claim.verdict() == Verdict.INCONCLUSIVE;
  }

  private void output(List<String> lines) throws XMLStreamException {
    start("system-out");
    xml.writeCharacters(clean(String.join("\n", lines)));
    xml.writeEndElement();
  }

  private void property(String name, @Nullable String value) throws XMLStreamException {
    if (value != null) {
      start("property", "name", name);
      attribute("value", value);
      xml.writeEndElement();
    }
  }

  private void start(String element) throws XMLStreamException {
    xml.writeStartElement(element);
  }

  private void start(String element, String attribute, String value) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute(attribute, value);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  private static @Nullable String text(@Nullable Amount amount) {
    return amount == null ? null : amount.text();
  }

  private static void addLine(List<String> lines, String name, @Nullable String value) {
    if (value != null) {
      lines.add(name + ": " + value);
    }
  }

  private static String clean(String text) {
    return text.codePoints()
        .map(c -> isWritable(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** XML 1.0 has no way to write most control characters and half a surrogate pair. */
  private static boolean isWritable(int c) {
    boolean control = c < ' ' && c != '\n' && c != '\t';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
