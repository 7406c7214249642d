package io.rebeam.commands.process;

import io.rebeam.form.ProcessForms;
import io.rebeam.inspect.ProcessGroups;
import io.rebeam.inspect.ProcessGroups.Group;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;

/** The answer of {@code :ps --group}. */
final class GroupTable {
  private static final int MAX_KEY_WIDTH = 40;

  private GroupTable() {}

  /**
   * The groups by size.
   *
   * @param matching the number of processes in all groups
   * @param limit the maximum number of groups; 0 for all
   */
  static Table<Group> of(List<Group> groups, ProcessGroups.By by, int matching, int limit) {
    List<Group> shown = limit == 0 ? groups : groups.stream().limit(limit).toList();
    String of = shown.size() == groups.size() ? "" : shown.size() + " of ";
    String footer =
        "%s%d %s of %d %s"
            .formatted(
                of,
                groups.size(),
                groups.size() == 1 ? "group" : "groups",
                matching,
                matching == 1 ? "process" : "processes");
    return new Table<>(
        columns(by),
        shown,
        footer,
        JsonObject.document("ps_groups")
            .put("grouped_by", by.word())
            .put("processes", matching)
            .put("groups", JsonObject.list(ProcessForms.GROUP, shown)));
  }

  private static List<Column<Group>> columns(ProcessGroups.By by) {
    return List.of(
        new Column<>(by.word(), MAX_KEY_WIDTH, GroupTable::key),
        new Column<>("count", group -> Cell.number(group.count())),
        new Column<>("mq", group -> Cell.number(group.messages())),
        new Column<>("longest", group -> Cell.number(group.longest())),
        new Column<>("cpu", group -> Cell.quantity(Elapsed.spent(group.cpuTime()))));
  }

  private static Cell key(Group group) {
    return group.key().isEmpty()
        ? Cell.text("none", Style.FAINT)
        : Cell.text(group.key(), Style.NAME);
  }
}
