package org.plumbline.house;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.plumbline.house.Repository.SourceFile;

/**
 * Versions of dependencies and plugins stand in the root pom.xml only; elsewhere a property names
 * them. A module that must not inherit from the root may repeat a version of the root, no other.
 */
final class PomRules {
  private PomRules() {}

  static List<String> versions(SourceFile file, String root) throws XMLStreamException {
    if (!file.name().equals("pom.xml") || file.path().equals("pom.xml")) {
      return List.of();
    }
    boolean inherits = file.content().contains("<parent>");
    List<String> found = new ArrayList<>();
    List<String> open = new ArrayList<>();
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(file.content()));
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          open.add(xml.getLocalName());
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          String version = text.toString().strip();
          boolean repeated = !inherits && root.contains(">" + version + "<");
          if (isOwnVersion(open) && !version.startsWith("${") && !repeated) {
            int line = xml.getLocation().getLineNumber();
            found.add(
                file.path()
                    + ":"
                    + line
                    + ": version "
                    + version
                    + " (expected: in the root only)");
          }
          open.removeLast();
          text.setLength(0);
        }
        default -> {}
      }
    }
    return found;
  }

  private static boolean isOwnVersion(List<String> open) {
    int last = open.size() - 1;
    if (last > 0 && open.get(last - 1).equals("properties")) {
      return open.get(last).endsWith(".version");
    }
    return last > 0
        && open.get(last).equals("version")
        && List.of("dependency", "plugin", "path").contains(open.get(last - 1));
  }
}
