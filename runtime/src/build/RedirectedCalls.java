import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Redirects calls of Java's libraries that may take seconds, in the code of GraalPy's builtins, to
 * {@code io.rebeam.kernel.python.library.LongComputations}, which computes without the
 * GIL. GraalPy 25.0.3 holds the GIL: {@code 3**10**8} stopped all processes until it had been computed (ADR 29).
 *
 * <p>Run by the build, with the module's class path: {@code java RedirectedCalls.java CLASSES}. It
 * writes the changed classes into CLASSES, which come before GraalPy on every class path. A method
 * that is redirected has the same name there; its receiver is the first parameter.
 */
final class RedirectedCalls {
  private static final String PYTHON = "com/oracle/graal/python/";
  private static final ClassDesc TARGET =
      ClassDesc.of("io.rebeam.kernel.python.library.LongComputations");
  private static final String PARSER = "$GenericIntParserNode.class";
  private static final ClassDesc BIG = ClassDesc.of("java.math.BigInteger");

  /** The number of redirected calls by class; the build fails where it differs. */
  private static final Map<String, Integer> CLASSES =
      Map.ofEntries(
          Map.entry(PYTHON + "builtins/objects/ints/IntBuiltins$PowNode", 4),
          Map.entry(PYTHON + "builtins/objects/ints/IntBuiltins$MulNode", 1),
          Map.entry(PYTHON + "builtins/objects/ints/IntBuiltins$FloorDivNode", 2),
          Map.entry(PYTHON + "builtins/objects/ints/IntBuiltins$ModNode", 3),
          Map.entry(PYTHON + "builtins/objects/ints/PInt", 2),
          Map.entry(PYTHON + "builtins/modules/MathModuleBuiltins$CombNode", 2),
          Map.entry(PYTHON + "builtins/modules/MathModuleBuiltins$FactorialNode", 2),
          Map.entry(PYTHON + "builtins/modules/MathModuleBuiltins$PermNode", 1),
          Map.entry(PYTHON + "builtins/modules/MathModuleBuiltins$IsqrtNode", 2),
          Map.entry(PYTHON + "builtins/modules/MathModuleBuiltins$Gcd2Node", 1),
          Map.entry(PYTHON + "builtins/modules/BuiltinFunctions$BinOctHexHelperNode", 1),
          Map.entry(PYTHON + "lib/PyLongFromUnicodeObject$GenericIntParserNode", 2),
          Map.entry(PYTHON + "runtime/formatting/IntegerFormatter", 3),
          Map.entry(PYTHON + "builtins/objects/common/SortNodes$SortSequenceStorageNode", 5),
          Map.entry(PYTHON + "builtins/modules/hashlib/HashlibModuleBuiltins$Pbkdf2HmacNode", 1),
          Map.entry(PYTHON + "builtins/modules/hashlib/HashlibModuleBuiltins$CreateDigestNode", 1),
          Map.entry(PYTHON + "builtins/modules/hashlib/HashlibModuleBuiltins", 1),
          Map.entry(PYTHON + "builtins/modules/hashlib/DigestObject$MessageDigestObject", 1),
          Map.entry(PYTHON + "builtins/modules/hashlib/DigestObject$MacDigestObject", 1));

  /** The redirected methods by their class. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "java/math/BigInteger",
          Set.of("multiply", "pow", "modPow", "divide", "mod", "gcd", "toString"),
          "java/util/Arrays",
          Set.of("sort"),
          "java/security/MessageDigest",
          Set.of("update"),
          "javax/crypto/Mac",
          Set.of("update"),
          "org/bouncycastle/crypto/generators/PKCS5S2ParametersGenerator",
          Set.of("generateDerivedParameters"));

  /** The owner as {@code LongComputations} declares it, where that is a superclass. */
  private static final Map<String, ClassDesc> DECLARED =
      Map.of(
          "org/bouncycastle/crypto/generators/PKCS5S2ParametersGenerator",
          ClassDesc.of("org.bouncycastle.crypto.PBEParametersGenerator"));

  private RedirectedCalls() {}

  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, Integer> entry : CLASSES.entrySet()) {
      redirect(entry.getKey() + ".class", entry.getValue(), Path.of(args[0]));
    }
  }

  private static void redirect(String name, int expected, Path classes) throws IOException {
    AtomicInteger changed = new AtomicInteger();
    ClassFile files = ClassFile.of();
    byte[] made =
        files.transformClass(
            files.parse(original(name)),
            ClassTransform.transformingMethodBodies(
                RedirectedCalls::runsNoPython,
                CodeTransform.ofStateful(() -> new Redirecting(changed, name.endsWith(PARSER)))));
    if (changed.get() != expected) {
      throw new IOException(
          name + " has " + changed + " such calls, not " + expected + "; is this another GraalPy?");
    }
    Path file = classes.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, made);
  }

  /** A sort whose comparator calls Python stays on its thread. */
  private static boolean runsNoPython(MethodModel method) {
    return !method.methodType().stringValue().contains("RootCallTarget");
  }

  /**
   * The class in GraalPy's jar; the class path may also have the changed copy of the last build.
   */
  private static byte[] original(String name) throws IOException {
    for (URL url :
        Collections.list(RedirectedCalls.class.getClassLoader().getResources(name))) {
      if (url.getProtocol().equals("jar") && url.getPath().contains("python-language")) {
        try (InputStream in = url.openStream()) {
          return in.readAllBytes();
        }
      }
    }
    throw new IOException(name + " is not on the class path");
  }

  private static final class Redirecting implements CodeTransform {
    private final AtomicInteger changed;

    /** Whether this class makes BigIntegers from text. */
    private final boolean parses;

    /** Whether the {@code dup} that follows {@code new BigInteger} is still to come. */
    private boolean afterNew;

    Redirecting(AtomicInteger changed, boolean parses) {
      this.changed = changed;
      this.parses = parses;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case NewObjectInstruction made when parses && made.className().asSymbol().equals(BIG) ->
            afterNew = true;
        case StackInstruction dup when afterNew && dup.opcode() == Opcode.DUP -> afterNew = false;
        case InvokeInstruction call when parses && isConstructor(call) -> {
          changed.incrementAndGet();
          code.invokestatic(TARGET, "parse", call.typeSymbol().changeReturnType(BIG));
        }
        case InvokeInstruction call when isRedirected(call) -> {
          changed.incrementAndGet();
          MethodTypeDesc type = call.typeSymbol();
          if (call.opcode() != Opcode.INVOKESTATIC) {
            String owner = call.owner().asInternalName();
            type =
                type.insertParameterTypes(
                    0, DECLARED.getOrDefault(owner, call.owner().asSymbol()));
          }
          code.invokestatic(TARGET, call.name().stringValue(), type);
        }
        default -> code.with(element);
      }
    }

    private static boolean isConstructor(InvokeInstruction call) {
      return call.owner().asSymbol().equals(BIG)
          && call.name().equalsString("<init>")
          && call.typeSymbol().parameterCount() == 2;
    }

    private static boolean isRedirected(InvokeInstruction call) {
      return CALLS
          .getOrDefault(call.owner().asInternalName(), Set.of())
          .contains(call.name().stringValue());
    }
  }
}
