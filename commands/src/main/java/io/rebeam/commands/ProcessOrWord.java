package io.rebeam.commands;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Candidates of a parameter that takes a process or one of some words. A parameter names a subclass
 * as its {@code completionCandidates}.
 */
public abstract class ProcessOrWord implements Iterable<String> {
  private final Supplier<Collection<String>> words;
  private final ProcessCandidates processes;

  /**
   * The words and the live processes.
   *
   * @param words read at each completion
   */
  protected ProcessOrWord(CommandContext context, Supplier<Collection<String>> words) {
    this.words = words;
    this.processes = new ProcessCandidates(context);
  }

  @Override
  public Iterator<String> iterator() {
    Stream<String> named = processes.list().stream().map(ProcessCandidates.Candidate::value);
    return Stream.concat(words.get().stream(), named).iterator();
  }
}
