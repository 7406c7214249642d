package io.rebeam.commands.shell;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.commands.UsageMessage;
import io.rebeam.error.BadArgumentException;
import io.rebeam.render.TextAnswer;
import io.rebeam.text.NearestMatch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code :help}: the commands. */
@Command(
    name = ":help",
    aliases = {":h", ":?"},
    description = "Shows what one can type, or explains a command.",
    footer = {"", "Examples:", "  :help", "  :help ps"})
final class HelpCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      completionCandidates = CommandNames.class,
      description = "A command, with or without its colon.")
  private @Nullable String topic;

  HelpCommand(CommandContext context) {}

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).commandLine().getParent();
    if (topic == null) {
      Collection<CommandSpec> commands = distinct(root);
      String screen = new HelpScreen(output.theme(), output.width()).text(commands);
      output.show(new TextAnswer(screen, HelpScreen.json(commands)));
    } else {
      explain(root, topic);
    }
    return ExitCodes.OK;
  }

  private void explain(CommandLine root, String word) {
    String name = word.startsWith(":") ? word : ":" + word;
    CommandLine command = root.getSubcommands().get(name);
    if (command == null) {
      throw new BadArgumentException(unknown(word, name, root.getSubcommands().keySet()));
    }
    output.show(CommandHelp.of(command, output.format()));
  }

  private static String unknown(String word, String name, Set<String> commands) {
    String message = UsageMessage.unknownCommand(name, commands);
    boolean maybePython = !word.startsWith(":") && NearestMatch.find(name, commands).isEmpty();
    return maybePython ? message + "; for a Python name type help(" + word + ")" : message;
  }

  /** The commands in order, without their aliases. */
  private static Collection<CommandSpec> distinct(CommandLine root) {
    Map<String, CommandSpec> commands = new LinkedHashMap<>();
    for (CommandLine command : root.getSubcommands().values()) {
      commands.put(command.getCommandName(), command.getCommandSpec());
    }
    return commands.values();
  }
}
