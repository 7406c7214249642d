package io.rebeam.error;

/** A process or Python has given no answer, a wrong one, or none in time. */
public final class NoAnswerException extends RebeamException {
  public NoAnswerException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "noanswer";
  }
}
