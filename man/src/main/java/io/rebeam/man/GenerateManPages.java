package io.rebeam.man;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.Versions;
import io.rebeam.commands.cli.CommandLineParser;
import io.rebeam.commands.shell.ShellCommands;
import io.rebeam.render.OutputMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes the man pages, and {@code docs/json.md}. The build checks that the ones in the repository
 * are current.
 */
public final class GenerateManPages {
  private GenerateManPages() {}

  /** The pages by the names of their files. */
  public static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    CommandSpec commands = shellCommands();
    String source = "rebeam " + Versions.REBEAM;
    pages.put("rebeam.1", ProgramPage.of(CommandLineParser.model(), commands, source));
    pages.put("rebeam-commands.7", CommandsPage.of(commands, source));
    pages.put("rebeam-json.5", JsonPage.of(JsonKinds.all(), source));
    return pages;
  }

  /** The page of the documentation with the content of rebeam-json(5). */
  public static String jsonPage() {
    return JsonPage.markdown(JsonKinds.all());
  }

  private static CommandSpec shellCommands() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandContext context =
        new CommandContext(
            new CompletableFuture<>(),
            new CompletableFuture<>(),
            OutputMode::file,
            _ -> {},
            /* debug= */ false);
    return new ShellCommands(context, List.of(), nowhere, nowhere).model();
  }

  /** Writes them into the folder that is the first argument, and documentation to the second. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (Map.Entry<String, String> page : pages().entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
    Files.writeString(Path.of(arguments[1]).resolve("json.md"), jsonPage());
  }
}
