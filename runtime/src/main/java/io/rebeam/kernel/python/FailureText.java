package io.rebeam.kernel.python;

import io.rebeam.kernel.python.Failure.Frame;
import io.rebeam.kernel.python.Failure.Syntax;
import io.rebeam.kernel.python.code.Places;
import io.rebeam.kernel.python.code.Sources;
import io.rebeam.kernel.python.code.Stacks;
import io.rebeam.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Exceptions as text: cause first with the frames of user code, or whole. Any thread. */
final class FailureText {
  /** Frames that are shown; of more, the first and the last ones. */
  private static final int MAX_FRAMES = 20;

  private static final int MAX_LINE = 200;

  /** Characters of a message whose unprintable characters have been escaped. */
  private static final int MAX_MESSAGE = 10_050;

  private static final int MAX_SOURCE = 200;

  private final FilePaths paths;
  private final Sources sources;

  FailureText(FilePaths paths, Sources sources) {
    this.paths = paths;
    this.sources = sources;
  }

  // ---- one line ----

  /** {@code Type: message} on one line; with what a group has in it. */
  static String cause(Failure failure) {
    String text = Printable.firstLine(failure.message(), MAX_LINE);
    String cause = text.isEmpty() ? failure.type() : failure.type() + ": " + text;
    if (failure.members().isEmpty()) {
      return cause;
    }
    String members =
        failure.members().stream().map(FailureText::cause).collect(Collectors.joining(", "));
    return Printable.firstLine(cause + ": " + members, MAX_LINE);
  }

  /** The innermost place in user code, {@code app.py:12 in worker}; empty when there is none. */
  String place(Failure failure) {
    for (Frame frame : failure.frames().reversed()) {
      if (!paths.isOwn(frame.file()) && !paths.isStandard(frame.file())) {
        return place(frame);
      }
    }
    if (!failure.members().isEmpty()) {
      return place(failure.members().getFirst());
    }
    return failure.frames().stream()
        .filter(frame -> !paths.isOwn(frame.file()))
        .reduce((_, last) -> last)
        .map(this::place)
        .orElse("");
  }

  // ---- stacks of running code ----

  /** Where code is in user code, {@code app.py:12}; empty when it is in none. */
  String where(List<Stacks.Place> stack) {
    String place = "";
    String inLibrary = "";
    for (Frame frame : frames(stack)) {
      if (paths.isStandard(frame.file())) {
        inLibrary = paths.shortened(frame.file()) + ":" + frame.line();
      } else if (!paths.isOwn(frame.file())) {
        place = paths.shortened(frame.file()) + ":" + frame.line();
      }
    }
    return place.isEmpty() ? inLibrary : place;
  }

  /** A stack's frames of user code, innermost last, as tracebacks show them. */
  String stack(List<Stacks.Place> stack) {
    List<String> lines = new ArrayList<>();
    addFrames(frames(stack), 0, lines, "");
    return Printable.lines(String.join("\n", lines));
  }

  private static List<Frame> frames(List<Stacks.Place> stack) {
    return stack.stream()
        .map(
            place ->
                new Frame(Places.fileOf(place.code().getSource()), place.line(), place.function()))
        .toList();
  }

  private String place(Frame frame) {
    return paths.shortened(frame.file()) + ":" + frame.line() + in(frame.function());
  }

  private static String in(String function) {
    return Places.isTopLevel(function) ? "" : " in " + function;
  }

  // ---- brief ----

  /** Cause first, then the user's frames, innermost last; no frames of the runtime. */
  String brief(Failure failure) {
    List<String> lines = new ArrayList<>();
    brief(failure, lines);
    return Printable.lines(String.join("\n", lines));
  }

  private void brief(Failure failure, List<String> lines) {
    lines.add(Printable.cut(Printable.lines(headline(failure)), MAX_MESSAGE));
    lines.addAll(failure.notes());
    addFrames(failure, lines, "");
    if (failure.syntax() != null) {
      addSyntax(failure.syntax(), lines);
    }
    addMembers(failure, lines, "");
    for (Failure at = failure; at.earlier() != null; at = at.earlier()) {
      lines.add("  because of " + cause(at.earlier()));
      addFrames(at.earlier(), lines, "");
      addMembers(at.earlier(), lines, "");
    }
  }

  private static String headline(Failure failure) {
    return failure.message().isEmpty() ? failure.type() : failure.type() + ": " + failure.message();
  }

  private void addMembers(Failure group, List<String> lines, String indent) {
    int number = 0;
    for (Failure member : group.members()) {
      String cause = Printable.firstLine(headline(member), MAX_LINE);
      lines.add("%s  %d of %d: %s".formatted(indent, ++number, group.size(), cause));
      addFrames(member, lines, indent + "  ");
      addMembers(member, lines, indent + "  ");
    }
    int more = group.size() - group.members().size();
    if (more > 0) {
      lines.add("%s  … %d more".formatted(indent, more));
    }
  }

  private void addFrames(Failure failure, List<String> lines, String indent) {
    addFrames(failure.frames(), failure.hidden(), lines, indent);
  }

  private void addFrames(List<Frame> frames, int missing, List<String> lines, String indent) {
    List<List<String>> shown = new ArrayList<>();
    List<Frame> folded = new ArrayList<>();
    int seen = 0;
    int ahead = missing == 0 ? -1 : frames.size() / 2;
    int hiddenAt = -1;
    for (Frame frame : frames) {
      if (seen++ == ahead) {
        fold(folded, shown);
        hiddenAt = shown.size();
      }
      if (paths.isOwn(frame.file())) {
        continue;
      }
      if (paths.isStandard(frame.file())) {
        folded.add(frame);
      } else {
        fold(folded, shown);
        shown.add(described(frame));
      }
    }
    fold(folded, shown);
    int hidden = missing + Math.max(0, shown.size() - MAX_FRAMES);
    int first = shown.size() <= MAX_FRAMES && hidden > 0 ? hiddenAt : MAX_FRAMES / 2;
    int last = Math.max(first, shown.size() - MAX_FRAMES / 2);
    if (hidden == 0) {
      first = last = shown.size();
    } else if (shown.size() <= MAX_FRAMES) {
      last = first;
    }
    for (int i = 0; i < shown.size(); i++) {
      if (i == first) {
        lines.add("%s  … %d more frames".formatted(indent, hidden));
      }
      if (i < first || i >= last) {
        shown.get(i).forEach(line -> lines.add(indent + line));
      }
    }
  }

  private List<String> described(Frame frame) {
    String source = sources.line(frame.file(), frame.line());
    return source == null
        ? List.of("  " + place(frame))
        : List.of("  " + place(frame), "      " + Printable.firstLine(source, MAX_SOURCE));
  }

  /** Neighbouring frames of the standard library become one line: the innermost, and a count. */
  private void fold(List<Frame> folded, List<List<String>> shown) {
    if (folded.isEmpty()) {
      return;
    }
    int others = folded.size() - 1;
    String more =
        switch (others) {
          case 0 -> "";
          case 1 -> "  (and 1 more frame of the library)";
          default -> "  (and " + others + " more frames of the library)";
        };
    shown.add(List.of("  " + place(folded.getLast()) + more));
    folded.clear();
  }

  private void addSyntax(Syntax at, List<String> lines) {
    lines.add("  " + paths.shortened(at.file()) + ":" + at.line());
    String line = sources.line(at.file(), at.line());
    String text = at.text().isEmpty() && line != null ? line : at.text();
    if (!text.isBlank()) {
      String stripped = text.stripLeading();
      lines.add("      " + stripped);
      if (at.column() > 0) {
        int column = at.column() - 1 - (text.length() - stripped.length());
        lines.add("      " + " ".repeat(Math.clamp(column, 0, stripped.length())) + "^");
      }
    }
  }

  // ---- whole ----

  /** The whole traceback in Python's form, the runtime's frames included. */
  String full(Failure failure) {
    List<String> lines = new ArrayList<>();
    full(failure, lines, "");
    return String.join("\n", lines);
  }

  private void full(Failure failure, List<String> lines, String indent) {
    if (failure.earlier() != null) {
      full(failure.earlier(), lines, indent);
      lines.add(indent);
      lines.add(
          indent
              + (failure.isCause()
                  ? "The above exception was the direct cause of the following exception:"
                  : "During handling of the above exception, another exception occurred:"));
      lines.add(indent);
    }
    boolean isGroup = failure.size() > 0;
    String inner = isGroup ? indent + "  | " : indent;
    if (!failure.frames().isEmpty()) {
      lines.add(
          isGroup
              ? indent + "  + Exception Group Traceback (most recent call last):"
              : indent + "Traceback (most recent call last):");
    }
    int half = failure.hidden() == 0 ? -1 : failure.frames().size() / 2;
    for (int i = 0; i < failure.frames().size(); i++) {
      if (i == half) {
        lines.add(inner + "  [%d more frames]".formatted(failure.hidden()));
      }
      Frame frame = failure.frames().get(i);
      String function = Places.function(frame.function());
      lines.add(
          inner + "  File \"%s\", line %d, in %s".formatted(frame.file(), frame.line(), function));
      String source = sources.line(frame.file(), frame.line());
      if (source != null) {
        lines.add(inner + "    " + Printable.firstLine(source, MAX_SOURCE));
      }
    }
    if (failure.syntax() != null) {
      List<String> place = new ArrayList<>();
      addSyntax(failure.syntax(), place);
      place.forEach(line -> lines.add(inner + line));
    }
    headline(failure).lines().forEach(line -> lines.add(inner + line));
    failure.notes().forEach(note -> note.lines().forEach(line -> lines.add(inner + line)));
    if (isGroup) {
      addMembersInFull(failure, lines, indent);
    }
  }

  private void addMembersInFull(Failure group, List<String> lines, String indent) {
    int number = 0;
    for (Failure member : group.members()) {
      String start = number++ == 0 ? "  +-+" : "    +";
      lines.add("%s%s---------------- %d ----------------".formatted(indent, start, number));
      full(member, lines, indent + "    | ");
    }
    int more = group.size() - group.members().size();
    if (more > 0) {
      lines.add("%s    | … %d more".formatted(indent, more));
    }
    lines.add(indent + "    +------------------------------------");
  }
}
