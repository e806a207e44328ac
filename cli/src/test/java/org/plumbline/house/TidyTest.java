package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.house.Repository.SourceFile;

class TidyTest {
  private static List<SourceFile> files;
  private static List<SourceFile> sources;

  private interface Rule {
    List<String> check(SourceFile file) throws Exception;
  }

  @BeforeAll
  static void read() {
    files = Repository.here().files();
    sources = Repository.here().javaFiles();
    assertThat(sources).hasSizeGreaterThan(100);
  }

  @Test
  void shouldKeepFilesShort() throws Exception {
    assertThat(violations(sources, TextRules::length)).isEmpty();
    assertThat(TextRules.length(planted("A.java", "line\n".repeat(401)))).hasSize(1);
  }

  @Test
  void shouldKeepMethodsShort() throws Exception {
    assertThat(MethodLengths.check(sources)).isEmpty();
    String body = "    int a;\n".repeat(59);
    assertThat(
            MethodLengths.check(
                List.of(planted("A.java", "class A {\n  void m() {\n" + body + "  }\n}\n"))))
        .singleElement()
        .asString()
        .contains(":2: m has 61 lines");
  }

  @Test
  void shouldLeaveNothingBehind() throws Exception {
    assertThat(violations(files, TextRules::leftovers)).isEmpty();
    assertThat(TextRules.leftovers(planted("A.java", "// TO" + "DO later"))).hasSize(1);
    String test = "cli/src/test/java/A.java";
    assertThat(TextRules.leftovers(new SourceFile(test, "Thread.sl" + "eep(10);"))).hasSize(1);
    assertThat(TextRules.leftovers(new SourceFile(test, "@Dis" + "abled"))).hasSize(1);
  }

  @Test
  void shouldDescribeEveryPackage() {
    assertThat(TextRules.packageInfo(sources)).isEmpty();
    assertThat(TextRules.packageInfo(List.of(planted("A.java", "class A {}")))).hasSize(1);
  }

  @Test
  void shouldGiveNamesThatSaySomething() throws Exception {
    assertThat(violations(sources, TextRules::emptyNames)).isEmpty();
    assertThat(TextRules.emptyNames(planted("SessionManager.java", ""))).hasSize(1);
    assertThat(TextRules.emptyNames(planted("util/A.java", ""))).hasSize(1);
  }

  @Test
  void shouldKeepVersionsInOnePlace() throws Exception {
    String root =
        files.stream()
            .filter(file -> file.path().equals("pom.xml"))
            .findFirst()
            .orElseThrow()
            .content();
    assertThat(violations(files, file -> PomRules.versions(file, root))).isEmpty();
    String planted =
        "<project>%s<dependencies><dependency><version>0.0.7</version></dependency>"
            + "</dependencies></project>";
    SourceFile inheriting = new SourceFile("cli/pom.xml", planted.formatted("<parent></parent>"));
    SourceFile alone = new SourceFile("cli/pom.xml", planted.formatted(""));
    assertThat(PomRules.versions(inheriting, "<a>0.0.7</a>")).hasSize(1);
    assertThat(PomRules.versions(alone, "<a>0.0.8</a>")).hasSize(1);
    assertThat(PomRules.versions(alone, "<a>0.0.7</a>")).isEmpty();
  }

  @Test
  void shouldNameNoMachineAndNoRegistry() throws Exception {
    assertThat(violations(files, TextRules::machines)).isEmpty();
    assertThat(TextRules.machines(planted("A.java", "\"/ro" + "ot/.m2\""))).hasSize(1);
    assertThat(TextRules.machines(planted("A.java", "https://repo.ma" + "ven.apache.org/maven2")))
        .hasSize(1);
  }

  @Test
  void shouldBeFormatted() throws Exception {
    assertThat(violations(sources, FormatRule::check)).isEmpty();
    assertThat(FormatRule.check(planted("A.java", "class A { }\n"))).hasSize(1);
  }

  private static SourceFile planted(String name, String content) {
    return new SourceFile("cli/src/main/java/org/plumbline/" + name, content);
  }

  private static List<String> violations(List<SourceFile> among, Rule rule) throws Exception {
    List<String> found = new ArrayList<>();
    for (SourceFile file : among) {
      found.addAll(rule.check(file));
    }
    return found;
  }
}
