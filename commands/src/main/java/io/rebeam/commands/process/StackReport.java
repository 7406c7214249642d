package io.rebeam.commands.process;

import io.rebeam.form.ProcessForms;
import io.rebeam.inspect.StackView;
import io.rebeam.inspect.StackView.Frame;
import io.rebeam.inspect.StackView.Source;
import io.rebeam.render.Cell;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Report;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of {@code :bt}. */
public final class StackReport {
  private static final int MAX_FRAMES = 40;

  private StackReport() {}

  /** One process. */
  static Report of(StackView stack) {
    JsonObject json = JsonObject.document("bt").add(ProcessForms.STACK, stack);
    return new Report(title(stack), List.of(new Section("", rows(stack))), json);
  }

  /**
   * Several processes, a section each.
   *
   * @param stuck the minimum time that they have been running; null for all processes
   * @param limit the maximum number of sections
   */
  static Report of(List<StackView> stacks, @Nullable Duration stuck, int limit) {
    List<StackView> shown = stacks.stream().limit(limit).toList();
    List<Section> sections =
        shown.stream()
            .map(stack -> new Section(PeerRows.text(stack.process()), headed(stack)))
            .toList();
    boolean more = stacks.size() > limit;
    return new Report(
        heading(shown.size(), stuck, more),
        sections,
        JsonObject.document("bt_all")
            .put("stuck_ms", stuck == null ? 0 : stuck.toMillis())
            .put("more", more)
            .put("stacks", JsonObject.list(ProcessForms.STACK, shown)));
  }

  private static String heading(int shown, @Nullable Duration stuck, boolean more) {
    String processes = shown == 1 ? "1 process" : shown + " processes";
    String what =
        stuck == null
            ? processes
            : "%s running for %s or longer without a wait"
                .formatted(shown == 0 ? "no process" : processes, Elapsed.seconds(stuck));
    return more ? what + ", and more: -n shows them" : what;
  }

  /** {@code <0.42.0> reader: running for 3.4 s (exact)}. */
  private static String title(StackView stack) {
    return PeerRows.text(stack.process()) + ": " + state(stack);
  }

  private static String state(StackView stack) {
    String held = stack.held().isZero() ? "" : " for " + Elapsed.seconds(stack.held());
    return "%s%s (%s)".formatted(stack.process().status().word(), held, stack.source().text());
  }

  private static List<List<Cell>> headed(StackView stack) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(List.of(Cell.text(state(stack), Style.FAINT)));
    rows.addAll(rows(stack));
    return rows;
  }

  /** Two lines for each frame, as in a traceback. */
  public static List<List<Cell>> rows(StackView stack) {
    List<List<Cell>> rows = new ArrayList<>();
    List<Frame> frames = stack.frames();
    for (int i = 0; i < frames.size(); i++) {
      int hidden = frames.size() - MAX_FRAMES;
      if (hidden > 0 && i == MAX_FRAMES / 2) {
        rows.add(List.of(Cell.text("… %d more frames".formatted(hidden), Style.FAINT)));
        i += hidden;
      }
      add(rows, frames.get(i));
    }
    if (stack.source() == Source.NO_ANSWER) {
      rows.add(List.of(Cell.text("host stack:", Style.FAINT)));
      stack.hostFrames().forEach(frame -> rows.add(List.of(Cell.text("    " + frame))));
    } else if (frames.isEmpty()) {
      rows.add(List.of(Cell.text("no Python frames", Style.FAINT)));
    }
    return rows;
  }

  private static void add(List<List<Cell>> rows, Frame frame) {
    rows.add(List.of(Cell.text(place(frame), frame.library() ? Style.FAINT : Style.PLAIN)));
    String code = frame.code();
    if (code != null && !frame.library()) {
      rows.add(List.of(Cell.text("    " + code, Style.FAINT)));
    }
  }

  /** {@code app.py:88 in parse}. */
  private static String place(Frame frame) {
    String function = frame.function();
    boolean named = !function.equals("<module>");
    if (frame.file().isEmpty()) {
      return "<rebeam> in " + function;
    }
    String line = frame.line() > 0 ? ":" + frame.line() : "";
    return shortened(frame) + line + (named ? " in " + function : "");
  }

  private static String shortened(Frame frame) {
    try {
      Path path = Path.of(frame.file());
      if (frame.library()) {
        int names = path.getNameCount();
        return path.subpath(Math.max(0, names - 2), names).toString();
      }
      Path here = Path.of("").toAbsolutePath();
      return path.isAbsolute() && path.startsWith(here)
          ? here.relativize(path).toString()
          : frame.file();
    } catch (InvalidPathException _) {
      return frame.file();
    }
  }
}
