package io.rebeam.commands.otp;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.RowLimit;
import io.rebeam.commands.Shown;
import io.rebeam.commands.process.PeerRows;
import io.rebeam.form.OtpForms;
import io.rebeam.inspect.GroupView;
import io.rebeam.render.Cell;
import io.rebeam.render.Column;
import io.rebeam.render.JsonObject;
import io.rebeam.render.Style;
import io.rebeam.render.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :groups}: groups of processes and their members. */
@Command(
    name = ":groups",
    description = {
      "Lists the groups of processes (pg) that have members, by scope and name, and",
      "the topics of PubSub, each of which is a scope of its own. A process that has",
      "joined twice is listed twice."
    },
    footer = {"", "Examples:", "  :groups", "  :groups --json -n 0"})
public final class GroupsCommand implements InspectionCommand {
  private static final int MAX_NAME_WIDTH = 28;

  private static final List<Column<GroupView>> COLUMNS =
      List.of(
          new Column<>("scope", MAX_NAME_WIDTH, group -> Cell.text(group.scope())),
          new Column<>("group", MAX_NAME_WIDTH, group -> Cell.text(group.group(), Style.NAME)),
          new Column<>("size", group -> Cell.number(group.total())),
          new Column<>("members", group -> Cell.text(members(group))));

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Mixin private RowLimit limit;

  GroupsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    int rows = limit.rows(output);
    int members = rows == 0 ? Integer.MAX_VALUE : rows;
    output.show(table(Shown.of(context.node().inspector().otp().groups(members), rows)));
    return ExitCodes.OK;
  }

  private static String members(GroupView group) {
    return PeerRows.line(new Shown<>(group.members(), group.total()));
  }

  static Table<GroupView> table(Shown<GroupView> groups) {
    JsonObject json =
        JsonObject.document("groups")
            .put("total", groups.total())
            .put("groups", JsonObject.list(OtpForms.GROUP, groups.rows()));
    return new Table<>(
        COLUMNS, groups.rows(), groups.count("group", "groups") + groups.hint(), json);
  }
}
