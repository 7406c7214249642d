package io.rebeam.commands.node;

import io.rebeam.inspect.Limit;
import io.rebeam.render.ByteSize;
import io.rebeam.render.Cell;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Section;
import io.rebeam.render.Style;
import java.util.List;

/** The limits of a node and the share of each in use. */
public final class Limits {
  /** The share from which on a limit is marked. */
  private static final double MARKED_SHARE = 0.7;

  private static final double ALARMING_SHARE = 0.85;

  private Limits() {}

  static Section of(List<Limit> limits) {
    return new Section(
        "Limits",
        limits.stream()
            .map(limit -> List.of(Cell.text(limit.name()), cell(text(limit), limit.share())))
            .toList());
  }

  private static String text(Limit limit) {
    return limit.bytes()
        ? "%s of %s".formatted(ByteSize.text(limit.used()), ByteSize.text(limit.max()))
        : "%d of %d".formatted(limit.used(), limit.max());
  }

  /** An amount with its share in percent; marked with a colour, or with a ! without colours. */
  static Cell cell(String amount, double share) {
    Style style =
        share >= ALARMING_SHARE ? Style.ERROR : share >= MARKED_SHARE ? Style.WARNING : Style.PLAIN;
    String mark = share >= ALARMING_SHARE ? " !" : "";
    return Cell.text("%s (%d%%)%s".formatted(amount, Math.round(share * 100), mark), style);
  }

  static List<JsonObject> json(List<Limit> limits) {
    return limits.stream()
        .map(
            limit ->
                new JsonObject()
                    .put("name", limit.name())
                    .put("used", limit.used())
                    .put("max", limit.max())
                    .put("bytes", limit.bytes()))
        .toList();
  }
}
