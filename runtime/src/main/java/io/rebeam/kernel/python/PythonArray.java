package io.rebeam.kernel.python;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.ArrayList;
import java.util.List;

/** Several values for Python, which sees a sequence. Immutable. */
@ExportLibrary(InteropLibrary.class)
public final class PythonArray implements TruffleObject {
  private final Object[] elements;

  public PythonArray(Object... elements) {
    this.elements = elements;
  }

  public static PythonArray of(List<?> elements) {
    return new PythonArray(elements.toArray());
  }

  /** The elements of a sequence of Python. Called in the context. */
  public static List<Object> elements(Object sequence) {
    InteropLibrary interop = InteropLibrary.getUncached();
    try {
      int size = (int) interop.getArraySize(sequence);
      List<Object> elements = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        elements.add(interop.readArrayElement(sequence, i));
      }
      return elements;
    } catch (InteropException e) {
      throw new IllegalStateException("Python returned no sequence", e);
    }
  }

  @ExportMessage
  boolean hasArrayElements() {
    return true;
  }

  @ExportMessage
  long getArraySize() {
    return elements.length;
  }

  @ExportMessage
  boolean isArrayElementReadable(long index) {
    return index >= 0 && index < elements.length;
  }

  @ExportMessage
  Object readArrayElement(long index) throws InvalidArrayIndexException {
    if (!isArrayElementReadable(index)) {
      throw InvalidArrayIndexException.create(index);
    }
    return elements[(int) index];
  }
}
