package io.rebeam.completions;

import io.rebeam.commands.cli.CommandLineParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the completion scripts. The build checks that the ones in the repository are current. */
public final class GenerateCompletions {
  private GenerateCompletions() {}

  /** The scripts by the names of their files. */
  public static Map<String, String> scripts() {
    CommandModel rebeam = CommandModel.of(CommandLineParser.model());
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put("rebeam.bash", BashCompletion.script(rebeam));
    scripts.put("_rebeam", ZshCompletion.script(rebeam));
    scripts.put("rebeam.fish", FishCompletion.script(rebeam));
    return scripts;
  }

  /** Writes them into the folder that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (Map.Entry<String, String> script : scripts().entrySet()) {
      Files.writeString(folder.resolve(script.getKey()), script.getValue());
    }
  }
}
