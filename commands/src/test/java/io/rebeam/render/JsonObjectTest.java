package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
  @Test
  void documentsCarryVersionAndKindFirst() {
    assertThat(JsonObject.document("ps").put("total", 2))
        .hasToString(
            """
        {"v":1,"kind":"ps","total":2}""");
  }

  @Test
  void valuesNestAndAbsentOnesAreNull() {
    var json =
        new JsonObject()
            .put("name", (String) null)
            .put("trap_exit", true)
            .put("parent", (JsonObject) null)
            .put("links", List.of(new JsonObject().put("pid", "<0.1.0>"), new JsonObject()))
            .put("tags", List.of());

    assertThat(json)
        .hasToString(
            """
        {"name":null,"trap_exit":true,"parent":null,"links":[{"pid":"<0.1.0>"},{}],"tags":[]}""");
  }

  @Test
  void textIsEscaped() {
    var json = new JsonObject().put("text", "a\"b\\c\n\r\t\u001b[1m\u0000 é 日 🐍 \ud800x");

    assertThat(json)
        .hasToString(
            """
        {"text":"a\\"b\\\\c\\n\\r\\t\\u001b[1m\\u0000 é 日 🐍 \\ud800x"}""");
  }

  @Test
  void anEmptyObjectIsTwoBraces() {
    assertThat(new JsonObject()).hasToString("{}");
  }
}
