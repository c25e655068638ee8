package io.riskgate.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What a source measures.
 *
 * @param lines of the file
 * @param commentLines of them, those that begin within a comment
 * @param methods those with a body
 * @param publicTypes top-level types that other packages see
 * @param hiddenTypes top-level types that they do not see
 */
record Measures(
        String file,
        int lines,
        int commentLines,
        List<Method> methods,
        int publicTypes,
        int hiddenTypes) {

    /** A method from its first modifier to its last brace, without its documentation. */
    record Method(String name, int lines, int parameters) {}

    /**
     * Each of these texts by the name of its file; read by one compiler, which is what takes time.
     */
    static List<Measures> of(Map<String, String> sources) throws IOException {
        List<Text> texts =
                sources.entrySet().stream()
                        .map(source -> new Text(source.getKey(), source.getValue()))
                        .toList();
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, problem -> {}, List.of(), null, texts);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Measures> measures = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            measures.add(of(unit, positions));
        }
        return measures;
    }

    private static Measures of(CompilationUnitTree unit, SourcePositions positions)
            throws IOException {
        JavaFileObject source = unit.getSourceFile();
        String text = source.getCharContent(true).toString();
        Methods methods = new Methods(unit, positions);
        methods.scan(unit, null);
        List<ClassTree> types =
                unit.getTypeDecls().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .toList();
        int seen = (int) types.stream().filter(Measures::isPublic).count();
        return new Measures(
                source.getName(),
                (int) text.lines().count(),
                commentLines(text),
                methods.found,
                seen,
                types.size() - seen);
    }

    private static boolean isPublic(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    private static int commentLines(String text) {
        int comments = 0;
        boolean within = false;
        for (String line : text.lines().map(String::strip).toList()) {
            within |= line.startsWith("/*");
            if (within || line.startsWith("//")) {
                comments++;
            }
            within &= !line.endsWith("*/");
        }
        return comments;
    }

    private static final class Methods extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> found = new ArrayList<>();

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            if (method.getBody() != null && positions.getStartPosition(unit, method) >= 0) {
                found.add(
                        new Method(
                                method.getName().toString(),
                                lines(method),
                                method.getParameters().size()));
            }
            return super.visitMethod(method, none);
        }

        private int lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long start = map.getLineNumber(positions.getStartPosition(unit, tree));
            long end = map.getLineNumber(positions.getEndPosition(unit, tree));
            return (int) (end - start + 1);
        }
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(String file, String text) {
            super(URI.create("string:///" + file.replace('\\', '/')), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
