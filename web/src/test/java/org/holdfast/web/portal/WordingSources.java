package org.holdfast.web.portal;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Every wording that the main sources of ejb and web make, read from their syntax trees. A format that is not written out
 * where it is used, so that nobody could translate it, is an error.
 */
final class WordingSources extends TreePathScanner<Void, List<WordingSources.Made>> {
    /** What makes a wording, and which of its arguments is the format; the values follow. */
    private static final Map<String, Integer> MAKERS = Map.of(
            "Wording.of", 0,
            "ChangeRejected.invalid", 1,
            "ChangeRejected.conflict", 1,
            "new QueryRejected", 0,
            "new ListRejected", 0,
            "new StoreFault", 0);

    /** Makes them all, of formats that it does not know. */
    private static final Path THE_MAKER = Path.of("wording", "Wording.java");

    /** A format, and how many values it is given. */
    record Made(String format, int values) {}

    private WordingSources() {}

    static List<Made> all() throws IOException {
        List<Made> found = new ArrayList<>();
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            for (CompilationUnitTree unit : task.parse()) {
                new WordingSources().scan(unit, found);
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path module : List.of(Path.of("../ejb"), Path.of("."))) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith(THE_MAKER))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, List<Made> found) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            note(simple(select.getExpression()) + "." + select.getIdentifier(), call.getArguments(), found);
        }
        return super.visitMethodInvocation(call, found);
    }

    @Override
    public Void visitNewClass(NewClassTree call, List<Made> found) {
        note("new " + simple(call.getIdentifier()), call.getArguments(), found);
        return super.visitNewClass(call, found);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, List<Made> found) {
        String type = simple(reference.getQualifierExpression());
        if (MAKERS.containsKey(type + "." + reference.getName()) || MAKERS.containsKey("new " + type)) {
            throw unreadable(reference);
        }
        return super.visitMemberReference(reference, found);
    }

    private void note(String maker, List<? extends ExpressionTree> arguments, List<Made> found) {
        if (maker.equals("new Wording")) {
            throw unreadable(getCurrentPath().getLeaf());
        }
        Integer at = MAKERS.get(maker);
        if (at != null && !isPassedOn(arguments.get(at))) {
            String format = constant(arguments.get(at)).orElseThrow(() -> unreadable(arguments.get(at)));
            found.add(new Made(format, arguments.size() - at - 1));
        }
    }

    /** Whether a maker hands the format that it was given to another: it was noted where it was given. */
    private boolean isPassedOn(ExpressionTree argument) {
        if (!(argument instanceof IdentifierTree given)) {
            return false;
        }
        Optional<MethodTree> method = around(MethodTree.class);
        String type = around(ClassTree.class)
                .map(around -> around.getSimpleName().toString())
                .orElse("");
        return method.map(around -> {
                    String maker =
                            around.getName().contentEquals("<init>") ? "new " + type : type + "." + around.getName();
                    Integer at = MAKERS.get(maker);
                    return at != null
                            && around.getParameters().get(at).getName().equals(given.getName());
                })
                .orElse(false);
    }

    private <T extends Tree> Optional<T> around(Class<T> kind) {
        for (Tree tree : getCurrentPath()) {
            if (kind.isInstance(tree)) {
                return Optional.of(kind.cast(tree));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> constant(ExpressionTree tree) {
        return switch (tree) {
            case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree bracketed -> constant(bracketed.getExpression());
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS ->
                constant(sum.getLeftOperand())
                        .flatMap(left -> constant(sum.getRightOperand()).map(left::concat));
            default -> Optional.empty();
        };
    }

    /** The last name of a type, with its package or without. */
    private static String simple(Tree type) {
        String name = type.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private AssertionError unreadable(Tree tree) {
        String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
        return new AssertionError(file + ": the format must be written out here: " + tree);
    }
}
