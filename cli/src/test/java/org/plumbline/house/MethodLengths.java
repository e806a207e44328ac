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
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.plumbline.house.Repository.SourceFile;

/** No method is longer than a screen; a table of values in its annotations is no part of it. */
final class MethodLengths {
  private static final int LINES_MAX = 60;
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private MethodLengths() {}

  static List<String> check(SourceFile file) throws IOException {
    // One file manager for all: each one of its own would open the whole class path anew.
    JavacTask task =
        (JavacTask)
            COMPILER.getTask(
                null, FILES, null, List.of("-proc:none"), null, List.of(new Text(file)));
    List<String> found = new ArrayList<>();
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
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
    private final String content;

    private Text(SourceFile file) {
      super(URI.create("repository:///" + file.path()), Kind.SOURCE);
      this.content = file.content();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }
}
