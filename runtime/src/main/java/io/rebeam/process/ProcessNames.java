package io.rebeam.process;

import org.jspecify.annotations.Nullable;

/**
 * The names of a process.
 *
 * @param registered the registered name, if any
 * @param label the label set by {@code set_label}, as text, if any
 * @param initialCall the function it was spawned with, {@code app.worker}; of a server its class
 * @param behaviour its behaviour in OTP's terms, {@code GenServer}; null for none
 */
public record ProcessNames(
    @Nullable String registered,
    @Nullable String label,
    String initialCall,
    @Nullable String behaviour) {
  /** The names of a process without a behaviour. */
  public ProcessNames(@Nullable String registered, @Nullable String label, String initialCall) {
    this(registered, label, initialCall, null);
  }

  /** The registered name, else the quoted label, else the initial call (semantics A41). */
  public String display() {
    if (registered != null) {
      return registered;
    }
    return label != null ? "\"" + label + "\"" : initialCall;
  }

  /** The label in a text that may have it in quotes, as {@link #display} shows it. */
  public static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
