package io.rebeam.error;

/**
 * Something a user asked for cannot be done. The message is one line in the user's words; a stack
 * trace is shown only with {@code --debug}.
 */
public abstract sealed class RebeamException extends RuntimeException
    permits BadArgumentException, NoAnswerException, NoSuchProcessException, NodeFailedException {
  RebeamException(String message) {
    super(message);
  }

  RebeamException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The short word for machines, as OTP would say it: {@code badarg}, {@code noproc}. */
  public abstract String code();
}
