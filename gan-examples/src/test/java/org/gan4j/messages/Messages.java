package org.gan4j.messages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the sources say when they fail: the texts that exceptions are made with and that checks
 * have, read from the compiler's own trees. What is known only when it happens is {@code …}.
 */
final class Messages extends TreeScanner<Void, Void> {
  private static final String UNKNOWN = "…";

  private final Set<String> found = new TreeSet<>();
  private final Map<String, ExpressionTree> constants = new HashMap<>();

  private Messages() {}

  /** Returns the messages of some sources, sorted. */
  static Set<String> in(List<Path> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Messages messages = new Messages();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      for (CompilationUnitTree unit : task.parse()) {
        messages.constants.clear();
        messages.constants.putAll(Values.of(unit));
        messages.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages.found;
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void unused) {
    if (made.getIdentifier().toString().endsWith("Exception")) {
      made.getArguments().stream().limit(2).flatMap(this::texts).forEach(this::add);
    }
    return super.visitNewClass(made, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    String name = call.getMethodSelect().toString();
    if (name.matches("(.*\\.)?(check|require|refuse|fail|wrong|failure|damaged|bad)\\w*")) {
      call.getArguments().stream().flatMap(this::texts).forEach(this::add);
    }
    return super.visitMethodInvocation(call, null);
  }

  private void add(String text) {
    String message = text.replace("%s", UNKNOWN).replace("%d", UNKNOWN);
    if (message.contains(" ")) {
      found.add(message.replaceAll("(" + UNKNOWN + "){2,}", UNKNOWN));
    }
  }

  /** The texts that an expression can be: two for one that chooses. */
  private Stream<String> texts(Tree tree) {
    if (tree instanceof LiteralTree literal) {
      return Stream.of(literal.getValue() instanceof String text ? text : UNKNOWN);
    }
    if (tree instanceof ParenthesizedTree inner) {
      return texts(inner.getExpression());
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return Stream.concat(texts(choice.getTrueExpression()), texts(choice.getFalseExpression()));
    }
    if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
      List<String> ends = texts(sum.getRightOperand()).toList();
      return texts(sum.getLeftOperand()).flatMap(start -> ends.stream().map(start::concat));
    }
    if (tree instanceof IdentifierTree name) {
      return value(name.toString());
    }
    if (tree instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("formatted")) {
      return texts(select.getExpression());
    }
    if (tree instanceof MethodInvocationTree call
        && call.getMethodSelect().toString().equals("Message.of")) {
      return texts(call.getArguments().get(0));
    }
    return Stream.of(UNKNOWN);
  }

  /** The texts of a variable; within its own value the name means another one. */
  private Stream<String> value(String name) {
    ExpressionTree value = constants.remove(name);
    if (value == null) {
      return Stream.of(UNKNOWN);
    }
    List<String> texts = texts(value).toList();
    constants.put(name, value);
    return texts.stream();
  }

  /** What the variables of a file begin with, by their names. */
  private static final class Values extends TreeScanner<Void, Void> {
    private final Map<String, ExpressionTree> values = new HashMap<>();

    static Map<String, ExpressionTree> of(CompilationUnitTree unit) {
      Values values = new Values();
      values.scan(unit, null);
      return values.values;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
      if (variable.getInitializer() != null) {
        values.put(variable.getName().toString(), variable.getInitializer());
      }
      return super.visitVariable(variable, null);
    }
  }
}
