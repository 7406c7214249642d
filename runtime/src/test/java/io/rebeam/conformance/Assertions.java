package io.rebeam.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Finds out whether a method of a test checks something, by itself or through its class. */
final class Assertions {
  private final ClassModel type;
  private final Set<String> visited = new HashSet<>();

  private Assertions(ClassModel type) {
    this.type = type;
  }

  static boolean areIn(Method method) {
    Class<?> type = method.getDeclaringClass();
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(file))) {
      return new Assertions(ClassFile.of().parse(bytes.readAllBytes())).areIn(method.getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean areIn(String method) {
    return visited.add(method)
        && type.methods().stream()
            .filter(one -> one.methodName().equalsString(method))
            .flatMap(one -> one.code().stream())
            .anyMatch(this::check);
  }

  private boolean check(CodeModel code) {
    for (CodeElement element : code) {
      if (element instanceof InvokeInstruction call && checks(call)) {
        return true;
      }
    }
    return false;
  }

  private boolean checks(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    return owner.startsWith("org/assertj/")
        || owner.equals("io/rebeam/testing/TestProbe")
        || owner.equals("java/lang/AssertionError")
        || (owner.equals(type.thisClass().asInternalName()) && areIn(call.name().stringValue()));
  }
}
