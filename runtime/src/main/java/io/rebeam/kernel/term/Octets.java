package io.rebeam.kernel.term;

import java.util.Arrays;

/** Bytes that are equal by their contents. The array is never changed. */
public final class Octets implements Comparable<Octets> {
  private final byte[] contents;

  public Octets(byte[] contents) {
    this.contents = contents;
  }

  public byte[] contents() {
    return contents;
  }

  @Override
  public int compareTo(Octets other) {
    return Arrays.compareUnsigned(contents, other.contents);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(contents, that.contents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(contents);
  }
}
