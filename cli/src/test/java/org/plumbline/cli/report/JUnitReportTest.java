package org.plumbline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {
  private static Document document;

  @BeforeAll
  static void parse() throws Exception {
    String xml = JUnitReport.render(ExampleRun.data());
    document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void shouldHaveASuiteForEachDocumentAndOneForThePromises() {
    assertThat(elements(document.getDocumentElement(), "testsuite"))
        .extracting(suite -> suite.getAttribute("name").split(" ", -1)[0])
        .containsExactly("claims", "claims", "claims", "claims", "promises");
  }

  @Test
  void shouldPassWrongClaimsAndCarryTheirVerdict() {
    Element wrong = testcase("S0-15");

    assertThat(elements(wrong, "failure")).isEmpty();
    assertThat(elements(wrong, "skipped")).isEmpty();
    assertThat(elements(wrong, "property"))
        .anySatisfy(property -> assertThat(property.getAttribute("value")).isEqualTo("fails"));
    assertThat(elements(wrong, "system-out").getFirst().getTextContent()).contains("182.865 PB");
  }

  @Test
  void shouldSkipClaimsWithoutAClearVerdict() {
    assertThat(elements(testcase("S4-16"), "skipped")).hasSize(1);
    assertThat(elements(testcase("S4-15"), "skipped")).hasSize(1);
  }

  @Test
  void shouldFailBrokenPromisesAndReportUnclearOnesAsErrors() {
    assertThat(elements(testcase("no_acknowledged_loss"), "failure")).isEmpty();
    assertThat(elements(testcase("no_visible_duplicate"), "failure")).hasSize(1);
    assertThat(elements(testcase("same_order"), "error")).hasSize(1);
  }

  @Test
  void shouldCountWhatItHolds() {
    Element root = document.getDocumentElement();

    assertThat(root.getAttribute("tests")).isEqualTo("9");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    assertThat(root.getAttribute("skipped")).isEqualTo("2");
    assertThat(elements(root, "testcase")).hasSize(9);
  }

  private static Element testcase(String start) {
    return elements(document.getDocumentElement(), "testcase").stream()
        .filter(element -> element.getAttribute("name").startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
