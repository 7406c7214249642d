package io.rebeam.man;

import io.rebeam.commands.ExitCodes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** rebeam(1). */
final class ProgramPage {
  /** The date of the page, changed with its own texts. */
  static final String DATE = "2026-11-23";

  private ProgramPage() {}

  static String of(CommandSpec rebeam, CommandSpec commands, String source) {
    Roff page =
        new Roff("REBEAM", 1, DATE, source, "User Commands")
            .section("NAME")
            .text("rebeam - Python with the processes of Erlang, and a shell to watch them in");
    page.section("SYNOPSIS");
    page.lines(
        List.of(rebeam.usageMessage().customSynopsis()).stream().map(String::strip).toList());
    page.section("DESCRIPTION")
        .text(
            """
            rebeam runs Python programs made of very many cheap, isolated processes that share \
            nothing, talk by messages, and watch one another by links and monitors. Without a \
            program it is an interactive shell, in which such a world is started and looked into \
            while it runs.""")
        .paragraph()
        .text(
            """
            When standard input is no terminal it is read as a script. Lines of it that begin with \
            a colon are commands, as at the prompt; what stands before one has finished when it \
            runs.""");
    page.section("OPTIONS");
    options(page, rebeam);
    page.section("COMMANDS");
    for (CommandLine command : rebeam.subcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      page.entry("rebeam " + spec.name(), Texts.description(spec));
    }
    page.section("IN THE SHELL")
        .text("These commands are described in rebeam-commands(7). Anything else is Python.");
    for (CommandSpec command : CommandsPage.distinct(commands)) {
      page.entry(command.name(), Texts.description(command));
    }
    tail(page);
    return page.toString();
  }

  static void options(Roff page, CommandSpec command) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        page.entry(Texts.head(option), Texts.description(option));
      }
    }
  }

  private static void tail(Roff page) {
    page.section("EXIT STATUS");
    exitCodes().forEach((code, meaning) -> page.entry(code.toString(), meaning));
    page.entry("n", "The program called sys.exit(n).");
    page.section("ENVIRONMENT")
        .entry("REBEAM_JAVA_OPTS", "Options for the Java virtual machine, split at blanks.")
        .entry("REBEAM_DRY_RUN", "When set, the command line of Java is printed, not run.")
        .entry("REBEAM_HOME", "A folder for all of rebeam's own files of a user.")
        .entry("XDG_STATE_HOME", "Where the history is kept, if REBEAM_HOME is not set.")
        .entry("NO_COLOR", "When set and not empty, no colours, unless --color says otherwise.")
        .entry("CLICOLOR_FORCE, FORCE_COLOR", "When set and not 0, colours even in a pipe.")
        .entry("CLICOLOR", "When 0, no colours.");
    page.section("FILES")
        .entry("~/.local/state/rebeam/history", "What was typed at the prompt, one entry a block.");
    page.section("EXAMPLES")
        .verbatim(
            List.of(
                "rebeam",
                "rebeam examples/ring.py 1000 10000",
                "rebeam -e 'print(self())'",
                "printf 'x = spawn(receive)\\n:ps --json\\n' | rebeam",
                "source <(rebeam completion bash)"));
    page.section("SEE ALSO").text("rebeam-commands(7), rebeam-json(5), python(1), erl(1), iex(1)");
  }

  private static Map<Integer, String> exitCodes() {
    Map<Integer, String> codes = new TreeMap<>();
    codes.put(ExitCodes.OK, "Success, or the session was left.");
    codes.put(ExitCodes.FAILURE, "An uncaught exception, or a command that could not answer.");
    codes.put(ExitCodes.USAGE, "Wrong usage, or a program that cannot be read.");
    codes.put(ExitCodes.OUT_OF_MEMORY, "The heap was full, and the node could not go on.");
    codes.put(
        ExitCodes.CANNOT_RUN,
        "The Java virtual machine cannot be run, or the current folder does not exist any more.");
    codes.put(ExitCodes.NOT_FOUND, "No Java virtual machine was found.");
    codes.put(ExitCodes.HANGUP, "Ended by SIGHUP: the terminal went away.");
    codes.put(
        ExitCodes.INTERRUPTED, "Interrupted with Ctrl-C; two within two seconds end at once.");
    codes.put(ExitCodes.BROKEN_PIPE, "Whoever read the output closed the pipe.");
    codes.put(ExitCodes.TERMINATED, "Ended by SIGTERM, after what is done at any end.");
    return codes;
  }
}
