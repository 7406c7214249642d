package io.rebeam.error;

/**
 * A request of a user cannot be carried out. The message is one line for the user; a stack trace is
 * shown only with {@code --debug}.
 */
public abstract sealed class RebeamException extends RuntimeException
    permits BadArgumentException, NoAnswerException, NoSuchProcessException, NodeFailedException {
  RebeamException(String message) {
    super(message);
  }

  RebeamException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The short word for programs, as in OTP: {@code badarg}, {@code noproc}. */
  public abstract String code();
}
