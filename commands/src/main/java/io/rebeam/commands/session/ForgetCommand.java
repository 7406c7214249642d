package io.rebeam.commands.session;

import io.rebeam.commands.CommandContext;
import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.OutputOptions;
import io.rebeam.error.BadArgumentException;
import io.rebeam.render.JsonObject;
import io.rebeam.render.TextAnswer;
import io.rebeam.text.NearestMatch;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code :forget}: drops variables. */
@Command(
    name = ":forget",
    description = {"Drops variables, and the results of v() that are the same objects."},
    footer = {"", "Examples:", "  :forget data", "  :forget data index"})
public final class ForgetCommand implements Callable<Integer> {

  private final CommandContext context;

  @Mixin private OutputOptions output;

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description = "A variable of this session; ':vars' lists them.")
  private List<String> names = List.of();

  ForgetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<List<String>> rows =
        context.session().request("forget", names.stream().distinct().toList());
    List<String> first = rows.getFirst();
    if (first.getFirst().equals("unknown")) {
      String name = first.get(1);
      throw new BadArgumentException(
          "no variable '%s'%s"
              .formatted(name, NearestMatch.hint(name, first.subList(2, first.size()))));
    }
    List<Forgotten> dropped = rows.stream().map(Forgotten::of).toList();
    output.show(
        new TextAnswer(
            String.join("\n", dropped.stream().map(Forgotten::text).toList()),
            JsonObject.document("forget")
                .put("variables", dropped.stream().map(Forgotten::json).toList())));
    return ExitCodes.OK;
  }

  private record Forgotten(Variable variable, List<Integer> results) {
    static Forgotten of(List<String> row) {
      List<Integer> results =
          row.get(5).isEmpty()
              ? List.of()
              : Arrays.stream(row.get(5).split(",")).map(Integer::valueOf).toList();
      return new Forgotten(
          Variable.of(List.of(row.get(1), row.get(2), row.get(3), row.get(4), "")), results);
    }

    String text() {
      String size = variable.size().isEmpty() ? "" : ", " + variable.size();
      String also = String.join("", results.stream().map(number -> ", v(" + number + ")").toList());
      return "forgot %s (%s%s)%s".formatted(variable.name(), variable.type(), size, also);
    }

    JsonObject json() {
      return new JsonObject()
          .put("name", variable.name())
          .put("type", variable.type())
          .put("results", results);
    }
  }
}
