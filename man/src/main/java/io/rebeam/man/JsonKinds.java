package io.rebeam.man;

import io.rebeam.commands.JsonSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of objects in the schema of JSON output, for pages. */
final class JsonKinds {
  private static final String REFERENCE = "#/$defs/";

  /**
   * A kind of object, or a part that several kinds have.
   *
   * @param name its name in the schema
   * @param text its description
   * @param parts the names of the parts whose properties it also has
   * @param properties its own properties
   */
  record Kind(String name, String text, List<String> parts, List<Property> properties) {
    Kind {
      parts = List.copyOf(parts);
      properties = List.copyOf(properties);
    }
  }

  /**
   * A property.
   *
   * @param path its name; {@code threads[].busy} for a property of an object in a list
   * @param type its type, {@code string or null}
   * @param text its description
   */
  record Property(String path, String type, String text) {}

  private final JsonNode schema;

  private JsonKinds() {
    schema = JsonMapper.builder().build().readTree(JsonSchema.text());
  }

  /** The kinds, in the order of the schema, and the parts after them. */
  static List<Kind> all() {
    var kinds = new JsonKinds();
    List<Kind> all = new ArrayList<>();
    kinds.schema.get("$defs").propertyNames().forEach(name -> all.add(kinds.kind(name)));
    return all;
  }

  private Kind kind(String name) {
    JsonNode definition = definition(name);
    Map<String, Property> properties = new LinkedHashMap<>();
    collect("", definition, properties);
    return new Kind(name, text(definition), parts(definition), List.copyOf(properties.values()));
  }

  private JsonNode definition(String name) {
    return schema.get("$defs").get(name);
  }

  private static List<String> parts(JsonNode definition) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : definition.path("allOf")) {
      parts.add(referred(part));
    }
    return parts;
  }

  private void collect(String prefix, JsonNode object, Map<String, Property> into) {
    for (String name : object.path("properties").propertyNames()) {
      JsonNode property = object.get("properties").get(name);
      String path = prefix + name;
      into.put(path, new Property(path, type(property), text(property)));
      JsonNode inner = property.has("items") ? property.get("items") : property;
      collect(path + (inner == property ? "." : "[]."), inner, into);
    }
  }

  private static String text(JsonNode node) {
    return node.path("description").asString("");
  }

  private static String type(JsonNode node) {
    if (node.has("const")) {
      return node.get("const").toString();
    }
    if (node.has("$ref")) {
      return referred(node);
    }
    if (node.has("allOf")) {
      return String.join(" and ", parts(node));
    }
    if (node.has("oneOf")) {
      List<String> types = new ArrayList<>();
      node.get("oneOf").forEach(one -> types.add(type(one)));
      return String.join(" or ", types);
    }
    if (node.has("enum")) {
      List<String> words = new ArrayList<>();
      node.get("enum").forEach(word -> words.add(word.toString()));
      return String.join(", ", words);
    }
    JsonNode type = node.path("type");
    if (type.isArray()) {
      List<String> types = new ArrayList<>();
      type.forEach(one -> types.add(one.asString()));
      return String.join(" or ", types);
    }
    return node.has("items") ? "list of " + type(node.get("items")) : type.asString("");
  }

  private static String referred(JsonNode node) {
    return node.get("$ref").asString().substring(REFERENCE.length());
  }
}
