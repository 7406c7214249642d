package io.rebeam.render;

import java.util.List;

/**
 * An answer in sections, as {@code :info} gives.
 *
 * @param title the first line; may be empty
 * @param sections the sections below it
 * @param json the same as JSON
 */
public record Report(String title, List<Section> sections, JsonObject json) implements View {
  public Report {
    sections = List.copyOf(sections);
  }
}
