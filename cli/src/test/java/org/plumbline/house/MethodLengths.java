package org.plumbline.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.plumbline.house.Repository.SourceFile;

/** No method is longer than a screen; a table of values in its annotations is no part of it. */
final class MethodLengths {
  private static final int LINES_MAX = 60;

  private MethodLengths() {}

  /** One compiler for all files: to set one up costs more than to parse a file. */
  static List<String> check(List<SourceFile> files) throws IOException {
    Map<URI, SourceFile> byAddress = new HashMap<>();
    List<Text> texts = new ArrayList<>();
    for (SourceFile file : files) {
      Text text = new Text(file);
      byAddress.put(text.toUri(), file);
      texts.add(text);
    }
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, texts);
    List<String> found = new ArrayList<>();
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      // The compiler wraps what it was given; the address stays.
      SourceFile file = Objects.requireNonNull(byAddress.get(unit.getSourceFile().toUri()));
      new Scanner(file, unit, positions, found).scan(new TreePath(unit), null);
    }
    return found;
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final SourceFile file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    private Scanner(
        SourceFile file, CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.file = file;
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long end = positions.getEndPosition(unit, method);
      if (method.getBody() != null && end >= 0) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long length = lines.getLineNumber(end) - first + 1;
        if (length > LINES_MAX) {
          found.add(
              file.path()
                  + ":"
                  + first
                  + ": "
                  + method.getName()
                  + " has "
                  + length
                  + " lines (expected: <= "
                  + LINES_MAX
                  + ")");
        }
      }
      return super.visitMethod(method, null);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final SourceFile file;

    private Text(SourceFile file) {
      super(URI.create("repository:///" + file.path()), Kind.SOURCE);
      this.file = file;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return file.content();
    }
  }
}
