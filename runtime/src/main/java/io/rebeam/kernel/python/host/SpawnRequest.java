package io.rebeam.kernel.python.host;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.kernel.behaviour.Ancestor;
import io.rebeam.kernel.behaviour.Behaviour;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.Priority;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.python.primitive.Arguments;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spawn_options} is called with.
 *
 * @param body the coroutine, or the function of a blocking process
 * @param flags {@link #LINK}, {@link #MONITOR} and {@link #TRAP_EXIT}
 * @param name the name to register it as
 * @param settings what is set before it starts
 */
record SpawnRequest(
    Object body, ProcessKind kind, int flags, @Nullable String name, Settings settings) {
  /** The arguments; those after the flags have the default None. */
  static final List<String> PARAMETERS =
      List.of(
          "body",
          "blocking",
          "flags",
          "name",
          "label",
          "label_term",
          "initial_call",
          "priority",
          "max_messages",
          "behaviour",
          "server_class");

  private static final int MANDATORY = 3;

  // Bits of the flags; the library has the same.
  private static final int LINK = 1;
  private static final int MONITOR = 2;
  private static final int TRAP_EXIT = 4;

  /**
   * What is set of a process before it starts.
   *
   * @param label the text of {@code labelTerm}
   * @param initialCall the name of its function
   * @param behaviour what it is in OTP's terms, such as {@code GenServer}
   * @param serverClass the class of its callbacks
   */
  record Settings(
      @Nullable String label,
      Object labelTerm,
      @Nullable String initialCall,
      @Nullable Priority priority,
      int maxMessages,
      @Nullable String behaviour,
      @Nullable Object serverClass) {

    void applyTo(LocalProcess child, @Nullable LocalProcess parent) {
      if (label != null) {
        child.setLabel(label, labelTerm);
      }
      if (initialCall != null) {
        child.setInitialCall(initialCall);
      }
      if (priority != null) {
        child.setPriority(priority);
      }
      if (maxMessages != Integer.MAX_VALUE) {
        child.setMaxMessages(maxMessages);
      }
      if (behaviour != null) {
        child.setBehaviour(new Behaviour(behaviour, ancestors(parent), serverClass));
      }
    }
  }

  private static @Nullable Ancestor ancestors(@Nullable LocalProcess parent) {
    return parent == null
        ? null
        : Ancestor.ofChild(parent.serial(), parent.name(), parent.behaviour());
  }

  static Object[] defaults() {
    Object[] defaults = new Object[PARAMETERS.size() - MANDATORY];
    Arrays.fill(defaults, PNone.NONE);
    return defaults;
  }

  static SpawnRequest of(Object[] a) {
    return new SpawnRequest(
        a[0],
        (boolean) a[1] ? ProcessKind.BLOCKING : ProcessKind.COROUTINE,
        (int) Arguments.integer(a[2]),
        Arguments.textOrNull(a[3]),
        new Settings(
            Arguments.textOrNull(a[4]),
            a[5],
            Arguments.textOrNull(a[6]),
            a[7] == PNone.NONE ? null : Arguments.priority(a[7]),
            a[8] == PNone.NONE ? Integer.MAX_VALUE : Arguments.limit(a[8]),
            Arguments.textOrNull(a[9]),
            Arguments.orNull(a[10])));
  }

  boolean links() {
    return (flags & LINK) != 0;
  }

  boolean monitors() {
    return (flags & MONITOR) != 0;
  }

  boolean trapsExits() {
    return (flags & TRAP_EXIT) != 0;
  }
}
