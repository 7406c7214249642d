package io.rebeam.kernel.python.term;

import com.oracle.graal.python.builtins.objects.object.PythonObject;
import com.oracle.graal.python.builtins.objects.tuple.PTuple;
import com.oracle.graal.python.runtime.sequence.storage.SequenceStorage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The classes of rebeam's own records in one context, by their class objects: a user's class of the
 * same name is another class. They are registered once, at boot.
 */
public final class OwnRecords {
  /** A record of rebeam's, and the fields that it is shown with, in that order. */
  enum Kind {
    PID("Pid"),
    REF("Ref"),
    EXIT("Exit", "sender", "reason"),
    DOWN("Down", "ref", "target", "reason"),
    TAGGED_DOWN("TaggedDown", "tag", "ref", "target", "reason"),
    TIMER_FIRED("TimerFired", "ref", "message");

    private final String type;
    private final List<String> shown;

    Kind(String type, String... shown) {
      this.type = type;
      this.shown = List.of(shown);
    }

    private static Kind of(String type) {
      for (Kind kind : values()) {
        if (kind.type.equals(type)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no record of rebeam's: " + type);
    }
  }

  /**
   * How instances of a class are read.
   *
   * @param shown the slots of the fields to be shown
   */
  record Form(Kind kind, List<Integer> shown) {
    String type() {
      return kind.type;
    }
  }

  private volatile Map<Object, Form> forms = Map.of();

  /**
   * Registers the records.
   *
   * @param records a tuple of tuples: a class, its name, and the names of its slots
   */
  public void register(Object records) {
    Map<Object, Form> found = new IdentityHashMap<>();
    for (Object each : elements(records)) {
      List<Object> record = elements(each);
      Kind kind = Kind.of(PythonText.of(record.get(1)));
      List<String> slots = elements(record.get(2)).stream().map(PythonText::of).sorted().toList();
      List<Integer> shown = kind.shown.stream().map(slots::indexOf).toList();
      found.put(record.get(0), new Form(kind, shown));
    }
    forms = found;
  }

  private static List<Object> elements(Object tuple) {
    SequenceStorage storage = ((PTuple) tuple).getSequenceStorage();
    List<Object> elements = new ArrayList<>(storage.length());
    for (int i = 0; i < storage.length(); i++) {
      elements.add(Objects.requireNonNull(TermPrinter.element(storage, i)));
    }
    return elements;
  }

  /** The form in which an object is read; null for an object that is not a record of rebeam. */
  @Nullable Form formOf(PythonObject object) {
    Object type = object.getInitialPythonClass();
    return type == null ? null : forms.get(type);
  }
}
