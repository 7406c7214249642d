package io.rebeam.man;

import io.rebeam.man.JsonKinds.Kind;
import io.rebeam.man.JsonKinds.Property;
import java.util.List;

/** rebeam-json(5), and its page in the documentation. */
final class JsonPage {
  private static final String INTRODUCTION =
      """
      With --json a command writes one object a line: one for an answer, and one an event or a \
      look for :trace and :top -n. Each has "v", the version of this format, and "kind", which \
      says what it is. Nothing else is written to standard output then.""";

  private static final List<String> RULES =
      List.of(
          "Names end in their unit: _ms, _us, _bytes, _per_s. Processes are strings such as"
              + " \"<0.42.0>\".",
          "What is absent is null, never left out; but of the kind 'node' there are the"
              + " properties of the topics that were asked for.",
          "Values of Python are text, as repr gives it, within limits.",
          "New properties and kinds may come at any time. When one goes away or changes its"
              + " meaning, \"v\" becomes 2.",
          "Errors are objects of the kind 'error' on standard error; the exit code is that of"
              + " rebeam(1).",
          "'rebeam schema' prints the JSON schema of all this, for validators and generators.");

  private JsonPage() {}

  static String of(List<Kind> kinds, String source) {
    Roff page =
        new Roff("REBEAM-JSON", 5, ProgramPage.DATE, source, "JSON of rebeam")
            .section("NAME")
            .text("rebeam-json - what the commands of rebeam write with --json");
    page.section("DESCRIPTION").text(INTRODUCTION);
    RULES.forEach(page::text);
    page.section("KINDS AND THEIR PARTS");
    for (Kind kind : kinds) {
      page.subsection(kind.name()).text(kind.text().replace("`", "") + more(kind));
      for (Property property : kind.properties()) {
        page.entry(property.path(), property.text() + " (" + property.type() + ")");
      }
    }
    page.section("SEE ALSO").text("rebeam(1), rebeam-commands(7)");
    return page.toString();
  }

  static String markdown(List<Kind> kinds) {
    var page = new StringBuilder();
    page.append("<!-- Made from the schema; ./mvnw -Prefresh test-compile makes it anew. -->\n\n");
    page.append("# JSON\n\n").append(INTRODUCTION.replace("--json", "`--json`")).append("\n\n");
    RULES.forEach(rule -> page.append("- ").append(rule).append('\n'));
    page.append("\n```sh\necho ':ps --json' | rebeam | jq '.processes[].pid'\n```\n");
    for (Kind kind : kinds) {
      page.append("\n## ").append(kind.name()).append("\n\n");
      page.append(kind.text()).append(more(kind)).append("\n\n");
      if (!kind.properties().isEmpty()) {
        page.append("| Property | Type | Meaning |\n| --- | --- | --- |\n");
      }
      for (Property property : kind.properties()) {
        page.append(
            "| `%s` | %s | %s |\n"
                .formatted(property.path(), escaped(property.type()), escaped(property.text())));
      }
    }
    return page.toString();
  }

  private static String more(Kind kind) {
    return kind.parts().isEmpty()
        ? ""
        : " It has all of " + String.join(" and of ", kind.parts()) + " as well.";
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
