package io.rebeam.commands.shell;

import io.rebeam.render.Notice;
import io.rebeam.render.OutputFormat;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code :help COMMAND} and {@code --help} say. */
final class CommandHelp {
  private CommandHelp() {}

  /** The usage of a command, in colours only where a person reads it. */
  static Notice of(CommandLine command, OutputFormat format) {
    String plain = command.getUsageMessage(Ansi.OFF).stripTrailing();
    String text =
        format == OutputFormat.TABLE
            ? command.getUsageMessage(command.getColorScheme()).stripTrailing()
            : plain;
    return new Notice(
        text,
        HelpScreen.document(
            List.of(HelpScreen.json(command.getCommandSpec()).put("usage", plain))));
  }
}
