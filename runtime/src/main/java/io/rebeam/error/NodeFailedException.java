package io.rebeam.error;

/** The node could not be started, or has stopped. */
public final class NodeFailedException extends RebeamException {
  public NodeFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  public NodeFailedException(String message) {
    super(message);
  }

  @Override
  public String code() {
    return "nodedown";
  }
}
