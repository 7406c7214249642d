package io.rebeam.kernel.inspect;

import io.rebeam.kernel.term.Octets;
import io.rebeam.kernel.term.Term;
import io.rebeam.text.PythonLiterals;
import java.math.BigInteger;
import java.util.List;

/** Terms as Python would show them, cut. Any thread, without Python. */
final class TermText {
  private static final int MAX_CHARACTERS = 120;
  private static final int MAX_PARTS = 12;
  private static final int MAX_DEPTH = 6;

  private final StringBuilder out = new StringBuilder();

  private TermText() {}

  static String of(Term term) {
    var text = new TermText();
    text.add(term, 0);
    return text.out.length() <= MAX_CHARACTERS
        ? text.out.toString()
        : text.out.substring(0, MAX_CHARACTERS - 1) + "…";
  }

  private void add(Term term, int depth) {
    switch (term) {
      case Term.Nothing _ -> out.append("None");
      case Term.Any _ -> out.append("...");
      case Term.Bool(boolean value) -> out.append(value ? "True" : "False");
      case Term.Whole(long value) -> out.append(value);
      case Term.Big(BigInteger value) -> out.append(PythonLiterals.integer(value));
      case Term.Real(double value) -> out.append(PythonLiterals.number(value));
      case Term.Text(String value) -> text(value);
      case Term.Reference(long serial) -> out.append("#Ref<0.").append(serial).append('>');
      case Term.Process(var process) -> out.append(process);
      case Term.Bytes(Octets value) -> bytes(value.contents());
      case Term.Packed(Octets value) ->
          out.append("<").append(value.contents().length).append(" bytes, pickled>");
      case Term.Tuple(List<Term> parts) -> tuple(parts, depth);
    }
  }

  private void text(String value) {
    int end = Math.min(value.length(), MAX_CHARACTERS + 1);
    PythonLiterals.quoted(value.substring(0, end), out);
  }

  private void bytes(byte[] contents) {
    out.append("b'");
    for (int i = 0; i < contents.length && i <= MAX_CHARACTERS; i++) {
      PythonLiterals.octet(contents[i] & 0xff, out);
    }
    out.append('\'');
  }

  private void tuple(List<Term> parts, int depth) {
    out.append('(');
    if (depth == MAX_DEPTH) {
      out.append("…)");
      return;
    }
    for (int i = 0; i < parts.size() && out.length() <= MAX_CHARACTERS; i++) {
      out.append(i == 0 ? "" : ", ");
      if (i == MAX_PARTS) {
        out.append("… ").append(parts.size() - i).append(" more");
        break;
      }
      add(parts.get(i), depth + 1);
    }
    out.append(parts.size() == 1 ? ",)" : ")");
  }
}
