package io.rebeam.commands.node;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.InspectionCommand;
import io.rebeam.commands.OutputOptions;
import io.rebeam.render.Elapsed;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code :uptime}: how long the node has been running. */
@Command(
    name = ":uptime",
    description = "Shows how long the node has been running, and since when.",
    footer = {"", "Example:", "  :uptime"})
public final class UptimeCommand implements InspectionCommand {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final CommandContext context;

  @Mixin private OutputOptions output;

  UptimeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.show(notice(context.node().uptime(), ZonedDateTime.now(ZoneId.systemDefault())));
    return ExitCodes.OK;
  }

  public static TextAnswer notice(Duration uptime, ZonedDateTime now) {
    ZonedDateTime start = now.minus(uptime).truncatedTo(ChronoUnit.SECONDS);
    return new TextAnswer(
        "%s, since %s".formatted(Elapsed.words(uptime), FORM.format(start)),
        JsonObject.document("uptime")
            .put("uptime_ms", uptime.toMillis())
            .put("started", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start)));
  }
}
