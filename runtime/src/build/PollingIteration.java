import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adds safepoints to loops of GraalPy's builtin functions over builtin iterators, {@code
 * sum(range(10**11))} or {@code any(iter(int, 1))}. GraalPy 25.0.3 has none there: no other thread
 * got the GIL until such a loop had ended, and no kill reached it (ADR 29). The two methods that
 * take the next element of a builtin iterator, one for the first kinds of iterators at a call site
 * and one for all further kinds, poll first. {@code __next__} of a user's class may run at the same
 * place, so that an action at the safepoint breaks no invariant.
 *
 * <p>Run by the build, with the module's class path: {@code java PollingIteration.java CLASSES}. It
 * writes the changed class into CLASSES, which come before GraalPy on every class path.
 */
final class PollingIteration {
  private static final String NAME =
      "com/oracle/graal/python/builtins/objects/type/slots/TpSlotIterNext$CallSlotTpIterNextNode.class";
  private static final Set<String> METHODS = Set.of("callCachedBuiltin", "callGenericBuiltin");
  private static final ClassDesc NODE = ClassDesc.of("com.oracle.truffle.api.nodes.Node");

  /** The index of the last parameter of both methods, the node that the poll is given. */
  private static final int NODE_PARAMETER = 4;

  private PollingIteration() {}

  public static void main(String[] args) throws IOException {
    AtomicInteger changed = new AtomicInteger();
    ClassFile files = ClassFile.of();
    byte[] made =
        files.transformClass(
            files.parse(original()),
            ClassTransform.transformingMethodBodies(
                method -> METHODS.contains(method.methodName().stringValue()),
                new Polling(changed)));
    if (changed.get() != METHODS.size()) {
      throw new IOException(METHODS + ": there are " + changed + "; is this another GraalPy?");
    }
    Path file = Path.of(args[0]).resolve(NAME);
    Files.createDirectories(file.getParent());
    Files.write(file, made);
  }

  /**
   * The class in GraalPy's jar; the class path may also have the changed copy of the last build.
   */
  private static byte[] original() throws IOException {
    for (URL url :
        Collections.list(PollingIteration.class.getClassLoader().getResources(NAME))) {
      if (url.getProtocol().equals("jar") && url.getPath().contains("python-language")) {
        try (InputStream in = url.openStream()) {
          return in.readAllBytes();
        }
      }
    }
    throw new IOException(NAME + " is not on the class path");
  }

  /** Puts {@code TruffleSafepoint.poll(node)} before the method's first instruction. */
  private record Polling(AtomicInteger changed) implements CodeTransform {
    @Override
    public void atStart(CodeBuilder code) {
      changed.incrementAndGet();
      code.aload(NODE_PARAMETER)
          .invokestatic(
              ClassDesc.of("com.oracle.truffle.api.TruffleSafepoint"),
              "poll",
              MethodTypeDesc.of(ConstantDescs.CD_void, NODE));
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      code.with(element);
    }
  }
}
