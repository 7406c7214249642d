package io.rebeam.form;

/**
 * A reference, as the value of a field.
 *
 * @param serial its number
 */
public record Ref(long serial) {
  @Override
  public String toString() {
    return "#Ref<0." + serial + ">";
  }
}
