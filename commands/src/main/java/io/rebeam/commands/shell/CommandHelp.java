package io.rebeam.commands.shell;

import io.rebeam.render.OutputFormat;
import io.rebeam.render.TextAnswer;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The answer of {@code :help COMMAND} and {@code --help}. */
final class CommandHelp {
  private CommandHelp() {}

  /** The usage of a command, in colours for a table only. */
  static TextAnswer of(CommandLine command, OutputFormat format) {
    String plain = command.getUsageMessage(Ansi.OFF).stripTrailing();
    String text =
        format == OutputFormat.TABLE
            ? command.getUsageMessage(command.getColorScheme()).stripTrailing()
            : plain;
    return new TextAnswer(
        text,
        HelpScreen.document(
            List.of(HelpScreen.json(command.getCommandSpec()).put("usage", plain))));
  }
}
