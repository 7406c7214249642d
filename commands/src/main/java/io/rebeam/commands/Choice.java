package io.rebeam.commands;

import io.rebeam.text.NearestMatch;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A value given as one of a few words: the accepted words, the candidates for completion, and the
 * error text for other words.
 *
 * @param <T> the type of the value
 */
public abstract class Choice<T> implements Iterable<String>, ITypeConverter<T> {
  private final List<T> values;
  private final List<String> words;

  /** The word of each of {@code values}, in lower case. */
  protected Choice(List<T> values, Function<T, String> word) {
    this.values = List.copyOf(values);
    this.words = values.stream().map(word).toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  @Override
  public T convert(String word) {
    int index = words.indexOf(word.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new TypeConversionException(
          "'%s' is not one of %s%s"
              .formatted(word, String.join(", ", words), NearestMatch.hint(word, words)));
    }
    return values.get(index);
  }
}
