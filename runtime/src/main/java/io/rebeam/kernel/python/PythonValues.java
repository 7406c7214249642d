package io.rebeam.kernel.python;

import io.rebeam.kernel.eval.EvaluatorSession;
import io.rebeam.kernel.inspect.ValueReader;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.python.code.LibraryCode;
import io.rebeam.kernel.python.code.PlaceCache;
import io.rebeam.kernel.python.code.Places;
import io.rebeam.kernel.python.term.OwnRecords;
import io.rebeam.kernel.python.term.Terms;
import io.rebeam.kernel.python.term.Variables;
import io.rebeam.process.Pid;
import java.util.List;
import java.util.Map;

/** The values and coroutines of one context, read from outside. Any thread. */
public final class PythonValues implements ValueReader {
  private final Terms terms;
  private final LibraryCode library;
  private final Places places;

  PythonValues(OwnRecords records, LibraryCode library) {
    this.terms = new Terms(records);
    this.library = library;
    this.places = new Places(library);
  }

  @Override
  public String text(Object value) {
    return terms.text(value);
  }

  @Override
  public String wholeText(Object value) {
    return terms.wholeText(value);
  }

  @Override
  public String tag(Object message) {
    return terms.tag(message);
  }

  @Override
  public long bytes(List<Object> payloads, long count) {
    return terms.bytes(payloads, count);
  }

  @Override
  public int coroutines(LocalProcess process) {
    return Places.chain(process).size();
  }

  @Override
  public String where(LocalProcess process) {
    return places.where(process);
  }

  @Override
  public PlaceReader places() {
    return new PlaceCache(library)::where;
  }

  /** The variables of a session whose value is a pid, sorted by name. */
  public Map<String, Pid> processes(EvaluatorSession session) {
    return Variables.processes(session, terms);
  }
}
