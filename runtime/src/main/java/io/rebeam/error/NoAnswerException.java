package io.rebeam.error;

/** A process, or Python itself, has not answered as it should, or not in time. */
public final class NoAnswerException extends RebeamException {
  public NoAnswerException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "noanswer";
  }
}
