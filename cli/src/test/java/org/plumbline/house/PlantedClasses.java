package org.plumbline.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources that break a rule, so that the rule can be seen to fail. */
final class PlantedClasses {
  private PlantedClasses() {}

  /**
   * Compiles into {@code folder} and imports the result.
   *
   * @param sources full class name to source
   */
  static JavaClasses of(Path folder, Map<String, String> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, source) -> files.add(new Source(name, source)));
    boolean compiled =
        compiler
            .getTask(null, null, null, List.of("-d", folder.toString(), "-proc:none"), null, files)
            .call();
    if (!compiled) {
      throw new IllegalArgumentException("planted sources do not compile: " + sources.keySet());
    }
    return new ClassFileImporter().importPath(folder);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String content;

    private Source(String name, String content) {
      super(URI.create("planted:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }
}
