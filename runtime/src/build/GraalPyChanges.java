import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.Superclass;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Corrects single methods of GraalPy 25.0.3, in copies of their classes that precede GraalPy on the
 * class path (ADR 41). The build fails where a class of GraalPy has changed.
 *
 * <p>Run by the build, with the module's class path: {@code java GraalPyChanges.java CLASSES}. It
 * writes the changed classes into CLASSES.
 */
final class GraalPyChanges {
  private static final String GRAALPY = "com/oracle/graal/python/";
  private static final ClassDesc WAITS = ClassDesc.of("io.rebeam.kernel.python.library.TimedWaits");
  private static final ClassDesc FILE_READS =
      ClassDesc.of("io.rebeam.kernel.python.library.FileReads");
  private static final ClassDesc QUEUE = ClassDesc.of("java.util.concurrent.LinkedBlockingQueue");
  private static final ClassDesc PROCESS_LOCAL =
      ClassDesc.of("io.rebeam.kernel.python.library.ProcessLocal");
  private static final ClassDesc PROCESS_LOCK =
      ClassDesc.of("io.rebeam.kernel.python.library.ProcessLock");
  private static final ClassDesc REENTRANT_LOCK =
      ClassDesc.of("java.util.concurrent.locks.ReentrantLock");
  private static final ClassDesc UNIT = ClassDesc.of("java.util.concurrent.TimeUnit");
  private static final ClassDesc NODE = ClassDesc.of("com.oracle.truffle.api.nodes.Node");
  private static final String TREES = "com.oracle.graal.python.pegparser.";
  private static final ClassDesc STATEMENT = ClassDesc.of(TREES + "sst.StmtTy");
  private static final ClassDesc TRY_STAR = ClassDesc.of(TREES + "sst.StmtTy$TryStar");
  private static final ClassDesc VISITOR = ClassDesc.of(TREES + "sst.SSTreeVisitor");
  private static final ClassDesc CALLBACKS = ClassDesc.of(TREES + "ParserCallbacks");
  private static final ClassDesc COMPILER =
      ClassDesc.of("com.oracle.graal.python.compiler.Compiler");
  private static final ClassDesc RAISED =
      ClassDesc.of("com.oracle.graal.python.runtime.exception.PException");

  private final String type;
  private byte[] bytes;

  /**
   * @param type the class, below GraalPy's package
   */
  private GraalPyChanges(String type) throws IOException {
    this.type = type;
    this.bytes = original();
  }

  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);

    // The wait for the interpreter lock cleared the interrupt by which a safepoint action had
    // announced itself. The thread did not answer until it had the lock, and when the owner of the
    // lock waited for an answer of all threads, no thread went on.
    new GraalPyChanges("runtime/PythonContext")
        .change("acquireGil", 1, GraalPyChanges::leaveInterrupt)
        .write(classes);

    // Lock.acquire(timeout=), and with it Event.wait, Condition.wait, Queue.get and Thread.join,
    // started over after each safepoint action.
    for (String lock : new String[] {"PLock", "PRLock"}) {
      new GraalPyChanges("builtins/objects/thread/" + lock)
          .change("acquireTimeout", 1, (code, at) -> convertTime(code, at, "deadline"))
          .change("lambda$acquireTimeout$", 1, (code, at) -> convertTime(code, at, "millisLeft"))
          .write(classes);
    }

    // SimpleQueue.get answered no safepoints, so that neither a kill nor an exit signal reached it.
    new GraalPyChanges("builtins/objects/queue/PSimpleQueue")
        .change("get", 2, GraalPyChanges::answerSafepoints)
        .write(classes);

    // An exception of Java in a builtin function passed except and finally.
    new GraalPyChanges("nodes/bytecode/PBytecodeRootNode")
        .replace("wrapJavaExceptionIfApplicable", GraalPyChanges::raiseInPython)
        .write(classes);

    // The compiler put an error in place of try with except*; and async with called __aexit__
    // though __aenter__ had failed, since the handler was there before it was awaited.
    new GraalPyChanges("pegparser/scope/ScopeEnvironment$FirstPassVisitor")
        .replace("visit", TRY_STAR, code -> acceptRewritten(code, null))
        .write(classes);
    new GraalPyChanges("compiler/Compiler")
        .replace("visit", TRY_STAR, code -> acceptRewritten(code, COMPILER))
        .move("visitAsyncWith", "GET_AWAITABLE", "addYieldFrom", "pushBlock")
        .write(classes);

    // To libraries a coroutine process had the thread of the carrier that stepped it: its ident,
    // the
    // locks that it held and its values of threading.local changed with the carrier.
    new GraalPyChanges("builtins/objects/thread/PThread")
        .change("getThreadId", 1, GraalPyChanges::giveThreadNumber)
        .write(classes);
    new GraalPyChanges("builtins/modules/cext/PythonCextPyThreadBuiltins$PyThread_get_thread_ident")
        .change("get", 1, GraalPyChanges::giveThreadNumber)
        .write(classes);
    new GraalPyChanges("builtins/objects/thread/PRLock$InternalReentrantLock")
        .extend(PROCESS_LOCK)
        .change("<init>", 1, make(REENTRANT_LOCK, PROCESS_LOCK))
        .replace("getOwnerId", GraalPyChanges::giveOwnerNumber)
        .write(classes);
    new GraalPyChanges("builtins/objects/thread/PThreadLocal")
        .change("<init>", 2, make(ClassDesc.of("java.lang.ThreadLocal"), PROCESS_LOCAL))
        .write(classes);

    // A read stopped at the size that the system reports for a file: 0 in /proc and for a pipe.
    new GraalPyChanges("runtime/EmulatedPosixSupport")
        .change("readBytesFromChannel", 1, GraalPyChanges::readPastSize)
        .write(classes);

    // A connection that its peer has reset was an OSError with errno EIO.
    new GraalPyChanges("builtins/objects/exception/OSErrorEnum")
        .change("tryFindErrnoFromMessage", 1, GraalPyChanges::giveText)
        .write(classes);

    // sys.flags.debug was set wherever the option -O was not given.
    new GraalPyChanges("builtins/modules/SysModuleBuiltins")
        .change("postInitialize0", 1, first(GraalPyChanges::clearFlag))
        .write(classes);
  }

  /** Changes an instruction and returns true, or returns false for other instructions. */
  @FunctionalInterface
  private interface Edit {
    boolean apply(CodeBuilder code, CodeElement instruction);
  }

  /** {@code Thread.interrupted()} becomes {@code false}. */
  private static boolean leaveInterrupt(CodeBuilder code, CodeElement instruction) {
    if (isCall(instruction, "interrupted")) {
      code.iconst_0();
      return true;
    }
    return false;
  }

  /** A time in milliseconds is converted where it is read. */
  private static boolean convertTime(CodeBuilder code, CodeElement instruction, String how) {
    if (instruction instanceof LoadInstruction load && load.typeKind() == TypeKind.LONG) {
      code.with(load)
          .invokestatic(
              WAITS,
              how,
              MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
      return true;
    }
    return false;
  }

  private static boolean answerSafepoints(CodeBuilder code, CodeElement instruction) {
    if (isCall(instruction, "take")) {
      code.invokestatic(WAITS, "take", MethodTypeDesc.of(ConstantDescs.CD_Object, QUEUE));
      return true;
    }
    if (isCall(instruction, "poll")) {
      code.invokestatic(
          WAITS,
          "poll",
          MethodTypeDesc.of(ConstantDescs.CD_Object, QUEUE, ConstantDescs.CD_long, UNIT));
      return true;
    }
    return false;
  }

  /** The whole of {@code wrapJavaExceptionIfApplicable(language, thrown)} of a node. */
  private static void raiseInPython(CodeBuilder code) {
    code.aload(0)
        .aload(2)
        .invokestatic(
            ClassDesc.of("io.rebeam.kernel.python.library.JavaExceptions"),
            "toPython",
            MethodTypeDesc.of(RAISED, NODE, ConstantDescs.CD_Throwable))
        .areturn();
  }

  /**
   * The whole of {@code visit(TryStar)} of a visitor: another statement is visited in its place.
   *
   * @param compiler the visitor class in which forbidden content of the statement is refused; null
   *     where another visitor refuses it
   */
  private static void acceptRewritten(CodeBuilder code, ClassDesc compiler) {
    ClassDesc rewriting = ClassDesc.of("io.rebeam.kernel.python.library.ExceptStar");
    code.aload(1);
    if (compiler == null) {
      code.invokestatic(rewriting, "rewritten", MethodTypeDesc.of(STATEMENT, TRY_STAR));
    } else {
      code.aload(0)
          .getfield(compiler, "parserCallbacks", CALLBACKS)
          .invokestatic(rewriting, "checked", MethodTypeDesc.of(STATEMENT, TRY_STAR, CALLBACKS));
    }
    code.aload(0)
        .invokevirtual(STATEMENT, "accept", MethodTypeDesc.of(ConstantDescs.CD_Object, VISITOR))
        .checkcast(ConstantDescs.CD_Void)
        .areturn();
  }

  /** The number of bytes left to read is computed from size and position. */
  private static boolean readPastSize(CodeBuilder code, CodeElement instruction) {
    if (instruction instanceof OperatorInstruction minus && minus.opcode() == Opcode.LSUB) {
      code.with(minus)
          .invokestatic(
              FILE_READS,
              "available",
              MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long));
      return true;
    }
    return false;
  }

  /** The text of an exception of Java is read. */
  private static boolean giveText(CodeBuilder code, CodeElement instruction) {
    if (instruction instanceof InvokeInstruction call && isCall(call, "getMessage")) {
      code.with(call)
          .invokestatic(
              ClassDesc.of("io.rebeam.kernel.python.library.SystemErrors"),
              "text",
              MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String));
      return true;
    }
    return false;
  }

  private static boolean clearFlag(CodeBuilder code, CodeElement instruction) {
    if (isCall(instruction, "intValue")) {
      code.pop().iconst_0();
      return true;
    }
    return false;
  }

  /** {@code thread.getId()} becomes the number that the thread has for Python code. */
  private static boolean giveThreadNumber(CodeBuilder code, CodeElement instruction) {
    if (isCall(instruction, "getId")) {
      code.invokestatic(
          ClassDesc.of("io.rebeam.kernel.python.library.ThreadIdentity"),
          "number",
          MethodTypeDesc.of(ConstantDescs.CD_long, ClassDesc.of("java.lang.Thread")));
      return true;
    }
    return false;
  }

  /** The whole of {@code getOwnerId()} of a lock. */
  private static void giveOwnerNumber(CodeBuilder code) {
    code.aload(0)
        .invokevirtual(PROCESS_LOCK, "ownerNumber", MethodTypeDesc.of(ConstantDescs.CD_long))
        .lreturn();
  }

  /** An object of another class is made, or initialised. */
  private static Edit make(ClassDesc from, ClassDesc to) {
    return (code, instruction) -> {
      if (instruction instanceof NewObjectInstruction made
          && made.className().asSymbol().equals(from)) {
        code.new_(to);
        return true;
      }
      if (instruction instanceof InvokeInstruction call
          && call.name().equalsString(ConstantDescs.INIT_NAME)
          && call.owner().asSymbol().equals(from)) {
        code.invokespecial(to, ConstantDescs.INIT_NAME, call.typeSymbol());
        return true;
      }
      return false;
    };
  }

  /** An edit that changes only the first place that it applies to. */
  private static Edit first(Edit edit) {
    AtomicBoolean made = new AtomicBoolean();
    return (code, instruction) -> {
      boolean makes = !made.get() && edit.apply(code, instruction);
      made.compareAndSet(false, makes);
      return makes;
    };
  }

  private static boolean isCall(CodeElement instruction, String method) {
    return instruction instanceof InvokeInstruction call && call.name().equalsString(method);
  }

  private static boolean isConstant(CodeElement instruction, String name) {
    return instruction instanceof FieldInstruction field && field.name().equalsString(name);
  }

  /**
   * Makes an edit.
   *
   * @param method the name of the method, or its beginning if it ends with a dollar sign
   * @param places the number of places
   */
  private GraalPyChanges change(String method, int places, Edit edit) throws IOException {
    AtomicInteger found = new AtomicInteger();
    transform(
        candidate -> is(candidate, method),
        (code, instruction) -> {
          if (edit.apply(code, instruction)) {
            found.incrementAndGet();
          } else {
            code.with(instruction);
          }
        });
    expect(places, found, method);
    return this;
  }

  /** Gives a method another body. */
  private GraalPyChanges replace(String method, Consumer<CodeBuilder> body) throws IOException {
    return replace(method, candidate -> is(candidate, method), body);
  }

  /** Gives the method with this one parameter another body. */
  private GraalPyChanges replace(String method, ClassDesc parameter, Consumer<CodeBuilder> body)
      throws IOException {
    return replace(
        method,
        candidate ->
            is(candidate, method)
                && candidate.methodTypeSymbol().parameterList().equals(List.of(parameter))
                && !candidate.flags().has(AccessFlag.BRIDGE),
        body);
  }

  private GraalPyChanges replace(
      String method, Predicate<MethodModel> which, Consumer<CodeBuilder> body) throws IOException {
    AtomicInteger found = new AtomicInteger();
    transform(
        which,
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder code) {
            found.incrementAndGet();
            body.accept(code);
          }

          @Override
          public void accept(CodeBuilder code, CodeElement instruction) {
            // the instruction is dropped
          }
        });
    expect(1, found, method);
    return this;
  }

  /**
   * Moves lines of source up, before the one that calls {@code target}.
   *
   * @param first a constant that the first of them reads
   * @param last the method that the last of them calls
   */
  private GraalPyChanges move(String method, String first, String last, String target)
      throws IOException {
    AtomicInteger found = new AtomicInteger();
    transform(
        candidate -> is(candidate, method),
        new CodeTransform() {
          private final List<List<CodeElement>> lines = new ArrayList<>(List.of(new ArrayList<>()));

          @Override
          public void accept(CodeBuilder code, CodeElement instruction) {
            if (instruction instanceof LineNumber) {
              lines.add(new ArrayList<>());
            }
            lines.getLast().add(instruction);
          }

          @Override
          public void atEnd(CodeBuilder code) {
            int to = indexOf(instruction -> isCall(instruction, target));
            int from = indexOf(instruction -> isConstant(instruction, first));
            int end = indexOf(instruction -> isCall(instruction, last));
            if (0 <= to && to < from && from <= end) {
              found.incrementAndGet();
              Collections.rotate(lines.subList(to, end + 1), end + 1 - from);
            }
            lines.forEach(line -> line.forEach(code::with));
          }

          private int indexOf(Predicate<CodeElement> wanted) {
            for (int i = 0; i < lines.size(); i++) {
              if (lines.get(i).stream().anyMatch(wanted)) {
                return i;
              }
            }
            return -1;
          }
        });
    expect(1, found, method);
    return this;
  }

  /** Gives the class another superclass; its constructor has to call that one's. */
  private GraalPyChanges extend(ClassDesc superclass) {
    ClassFile files = ClassFile.of();
    bytes =
        files.transformClass(
            files.parse(bytes),
            (builder, element) -> {
              if (element instanceof Superclass) {
                builder.withSuperclass(superclass);
              } else {
                builder.with(element);
              }
            });
    return this;
  }

  private void transform(Predicate<MethodModel> which, CodeTransform change) {
    ClassFile files = ClassFile.of();
    bytes =
        files.transformClass(
            files.parse(bytes), ClassTransform.transformingMethodBodies(which, change));
  }

  private static boolean is(MethodModel candidate, String name) {
    String its = candidate.methodName().stringValue();
    return name.endsWith("$") ? its.startsWith(name) : its.equals(name);
  }

  private void expect(int places, AtomicInteger found, String method) throws IOException {
    if (found.get() != places) {
      throw new IOException(
          type + "." + method + ": " + found + " places; is this another GraalPy?");
    }
  }

  private void write(Path classes) throws IOException {
    Path file = classes.resolve(name());
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private String name() {
    return GRAALPY + type + ".class";
  }

  /**
   * The class in GraalPy's jar; the class path may also have the changed copy of the last build.
   */
  private byte[] original() throws IOException {
    for (URL url :
        Collections.list(GraalPyChanges.class.getClassLoader().getResources(name()))) {
      if (url.getProtocol().equals("jar") && url.getPath().contains("python-language")) {
        try (InputStream in = url.openStream()) {
          return in.readAllBytes();
        }
      }
    }
    throw new IOException(name() + " is not on the class path");
  }
}
