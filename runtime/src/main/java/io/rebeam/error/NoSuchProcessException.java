package io.rebeam.error;

/** A pid, name or label denotes no live process. */
public final class NoSuchProcessException extends RebeamException {
  public NoSuchProcessException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "noproc";
  }
}
