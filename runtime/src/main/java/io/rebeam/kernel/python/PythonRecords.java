package io.rebeam.kernel.python;

import com.oracle.graal.python.PythonLanguage;
import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.builtins.objects.dict.PDict;
import com.oracle.graal.python.runtime.object.PFactory;
import io.rebeam.form.RecordForm;
import io.rebeam.form.RecordForm.Reader;
import io.rebeam.form.Ref;
import io.rebeam.kernel.python.primitive.Handles;
import io.rebeam.kernel.python.term.PythonText;
import io.rebeam.process.Pid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes dicts of Python of records. Called in the context. */
public final class PythonRecords {
  private final Callbacks callbacks;
  private final Handles handles;

  PythonRecords(Callbacks callbacks, Handles handles) {
    this.callbacks = callbacks;
    this.handles = handles;
  }

  /** A dict of a record. */
  public <T> Object dict(RecordForm<T> form, T record) {
    return python(form.members(record, Reader.PYTHON));
  }

  /** A dict of a record; Python's None for an empty Optional. */
  public <T> Object dict(RecordForm<T> form, Optional<T> record) {
    return record.map(one -> dict(form, one)).orElse(PNone.NONE);
  }

  /** A list of dicts. */
  public <T> Object list(RecordForm<? super T> form, List<? extends T> records) {
    List<Object> dicts = new ArrayList<>(records.size());
    for (T record : records) {
      dicts.add(python(form.members(record, Reader.PYTHON)));
    }
    return PFactory.createList(PythonLanguage.get(null), dicts.toArray());
  }

  /** A tuple of strings. */
  public static Object words(List<String> words) {
    Object[] texts = words.stream().map(PythonText::toPython).toArray();
    return PFactory.createTuple(PythonLanguage.get(null), texts);
  }

  private Object python(@Nullable Object value) {
    return switch (value) {
      case null -> PNone.NONE;
      case String text -> PythonText.toPython(text);
      case Boolean bool -> bool;
      case Integer number -> number;
      case Long number -> number == number.intValue() ? (Object) number.intValue() : number;
      case Double number -> number;
      case Pid pid -> callbacks.call("Pid", handles.of(pid.serial()));
      case Ref ref -> callbacks.call("Ref", ref.serial());
      case Map<?, ?> members -> dict(members);
      case List<?> values ->
          PFactory.createList(
              PythonLanguage.get(null), values.stream().map(this::python).toArray());
      default -> throw new IllegalArgumentException("no value of a field: " + value.getClass());
    };
  }

  private Object dict(Map<?, ?> members) {
    PDict dict = PFactory.createDict(PythonLanguage.get(null));
    members.forEach(
        (name, value) -> dict.setItem(PythonText.toPython((String) name), python(value)));
    return dict;
  }
}
