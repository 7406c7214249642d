package io.rebeam.man;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** rebeam-commands(7). */
final class CommandsPage {
  private CommandsPage() {}

  /** The commands without their aliases. */
  static List<CommandSpec> distinct(CommandSpec commands) {
    Set<CommandSpec> specs = new LinkedHashSet<>();
    for (CommandLine command : commands.subcommands().values()) {
      specs.add(command.getCommandSpec());
    }
    return List.copyOf(specs);
  }

  static String of(CommandSpec commands, String source) {
    Roff page =
        new Roff("REBEAM-COMMANDS", 7, ProgramPage.DATE, source, "Commands of the Shell")
            .section("NAME")
            .text("rebeam-commands - what can be typed after a colon at the prompt of rebeam");
    page.section("DESCRIPTION")
        .text(
            """
            A line whose first character is a colon is a command. The same lines work in a script \
            on standard input. A process is given as its pid, its number, its registered name, \
            a variable of the session, its label, or @last, the one named last. Commands look from outside: they answer \
            while every process is busy, and run no Python code but for :send and the commands about this session. Their output goes \
            into a file with > FILE or >> FILE. A line whose first character is an exclamation \
            mark runs a command of the system, as :! does.""");
    page.section("COMMANDS");
    for (CommandSpec command : distinct(commands)) {
      describe(page, command);
    }
    page.section("SEE ALSO").text("rebeam(1), rebeam-json(5)");
    return page.toString();
  }

  private static void describe(Roff page, CommandSpec command) {
    page.subsection(Texts.synopsis(command)).text(Texts.description(command));
    if (command.aliases().length > 0) {
      List<String> aliases = new ArrayList<>(List.of(command.aliases()));
      page.text("Also " + String.join(", ", aliases) + ".");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      page.entry(Texts.label(parameter), Texts.description(parameter));
    }
    ProgramPage.options(page, command);
    List<String> footer = Texts.lines(command.usageMessage().footer());
    if (!footer.isEmpty()) {
      page.verbatim(footer);
    }
  }
}
