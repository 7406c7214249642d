package io.rebeam.error;

/** An argument has the wrong form or value. */
public final class BadArgumentException extends RebeamException {
  public BadArgumentException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "badarg";
  }
}
