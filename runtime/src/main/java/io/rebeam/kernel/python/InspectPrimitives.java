package io.rebeam.kernel.python;

import com.oracle.graal.python.builtins.objects.PNone;
import io.rebeam.form.NodeForms;
import io.rebeam.form.OtpForms;
import io.rebeam.form.ProcessForms;
import io.rebeam.inspect.Inspector;
import io.rebeam.inspect.MonitorList;
import io.rebeam.inspect.OtpInspector;
import io.rebeam.inspect.ProcessGroups;
import io.rebeam.inspect.ProcessKey;
import io.rebeam.inspect.ProcessQuery;
import io.rebeam.inspect.StackView;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.process.MailboxQuery;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessRow;
import io.rebeam.process.ProcessStatus;
import io.rebeam.text.NearestMatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The primitives behind the Python functions that look into the node. They give dicts, whose keys
 * are those of the forms. A process is passed as its serial.
 */
public final class InspectPrimitives {
  private final Inspector inspector;
  private final PythonRecords records;

  public InspectPrimitives(Inspector inspector, PythonRecords records) {
    this.inspector = inspector;
    this.records = records;
  }

  public void addTo(PrimitiveTable primitives) {
    OtpInspector otp = inspector.otp();
    primitives.cold("inspect_words", a -> PythonRecords.words(words(text(a[0]))));
    primitives.cold("did_you_mean", InspectPrimitives::didYouMean);
    primitives.cold("inspect_rows", this::rows);
    primitives.cold("inspect_groups", this::groups);
    primitives.cold("inspect_mailbox", this::mailbox);
    primitives.cold("inspect_monitors", this::monitors);
    primitives.cold(
        "inspect_stack", a -> records.dict(ProcessForms.STACK, inspector.stack(pid(a[0]))));
    primitives.cold(
        "inspect_stacks",
        a -> records.list(ProcessForms.STACK, stacks(integer(a[0]), limit(a[1]))));
    primitives.cold(
        "inspect_timers",
        a -> records.list(ProcessForms.TIMER, inspector.timers(limit(a[0])).timers()));
    primitives.cold("inspect_load", _ -> records.dict(NodeForms.LOAD, inspector.load()));
    primitives.cold(
        "inspect_memory", a -> records.dict(NodeForms.MEMORY, inspector.memory(limit(a[0]))));
    primitives.cold(
        "inspect_supervision",
        a -> records.dict(OtpForms.SUPERVISION, otp.supervision(pid(a[0]), limit(a[1]))));
    primitives.cold("inspect_tables", _ -> records.list(OtpForms.TABLE, otp.tables()));
    primitives.cold("inspect_registries", _ -> records.list(OtpForms.REGISTRY, otp.registries()));
    primitives.cold(
        "inspect_registry",
        a -> listOrNone(otp.entries(pid(a[0])), found -> records.list(OtpForms.ENTRY, found)));
    primitives.cold(
        "inspect_groups_of_processes", a -> records.list(OtpForms.GROUP, otp.groups(limit(a[0]))));
  }

  /** {@code (word, words)}. */
  private static Object didYouMean(Object[] a) {
    List<String> words = PythonArray.elements(a[1]).stream().map(PythonContext::text).toList();
    return NearestMatch.hint(text(a[0]), words);
  }

  /** The words that an argument of {@code ps} may be. */
  private static List<String> words(String argument) {
    return switch (argument) {
      case "state" -> Arrays.stream(ProcessStatus.values()).map(ProcessStatus::word).toList();
      case "sort" -> Arrays.stream(ProcessKey.values()).map(ProcessKey::word).toList();
      case "group" -> Arrays.stream(ProcessGroups.By.values()).map(ProcessGroups.By::word).toList();
      default -> throw new IllegalArgumentException("no words for " + argument);
    };
  }

  /** {@code (texts, state, min_mq, sort, reverse, limit)}. */
  private Object rows(Object[] a) {
    ProcessKey key = ProcessKey.valueOf(upper(a[3]));
    return records.list(ProcessForms.ROW, select(a, key, (boolean) a[4], limit(a[5])));
  }

  /** {@code (texts, state, min_mq, by)}. */
  private Object groups(Object[] a) {
    ProcessGroups.By by = ProcessGroups.By.valueOf(upper(a[3]));
    return records.list(
        ProcessForms.GROUP, ProcessGroups.of(select(a, ProcessKey.PID, false, 0), by));
  }

  private List<? extends ProcessRow> select(
      Object[] a, ProcessKey key, boolean reverse, int limit) {
    List<String> texts = text(a[0]).lines().toList();
    ProcessStatus status = a[1] == PNone.NONE ? null : ProcessStatus.valueOf(upper(a[1]));
    ProcessQuery query = new ProcessQuery(texts, status, integer(a[2]), key, reverse, 1, limit, 0);
    return query.select(inspector.rows()).rows();
  }

  /** {@code (serial, start, count, whole)}: start 0 for the ends. */
  private Object mailbox(Object[] a) {
    long from = integer(a[1]);
    int count = limit(a[2]);
    MailboxQuery query = new MailboxQuery(from, count, from == 0 ? count : 0, (boolean) a[3]);
    return records.dict(ProcessForms.MAILBOX, inspector.mailbox(pid(a[0]), query));
  }

  /** {@code (serial, limit)}. */
  private Object monitors(Object[] a) {
    return listOrNone(
        inspector.monitors(pid(a[0]), limit(a[1])).map(MonitorList::monitors),
        found -> records.list(ProcessForms.MONITOR, found));
  }

  /** Of all processes when {@code nanos} is negative. */
  private List<StackView> stacks(long nanos, int limit) {
    return nanos < 0 ? inspector.stacks(limit) : inspector.stacks(Duration.ofNanos(nanos), limit);
  }

  private static <T> Object listOrNone(Optional<List<T>> found, Function<List<T>, Object> list) {
    return found.isPresent() ? list.apply(found.get()) : PNone.NONE;
  }

  private static Pid pid(Object serial) {
    return new Pid(integer(serial));
  }

  private static long integer(Object value) {
    return PythonContext.integer(value);
  }

  private static int limit(Object value) {
    return (int) Math.min(integer(value), Integer.MAX_VALUE);
  }

  private static String text(Object value) {
    return PythonContext.text(value);
  }

  private static String upper(Object word) {
    return text(word).toUpperCase(Locale.ROOT);
  }
}
