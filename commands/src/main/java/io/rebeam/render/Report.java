package io.rebeam.render;

import java.util.List;

/**
 * An answer in sections, as {@code :info} gives.
 *
 * @param title the first line, for people; may be empty
 * @param sections what follows
 * @param json the same for machines
 */
public record Report(String title, List<Section> sections, JsonObject json) implements View {
  public Report {
    sections = List.copyOf(sections);
  }
}
