package io.rebeam.render;

/** Amounts of memory as text. */
public final class ByteSize {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
  private static final int STEP = 1024;

  private ByteSize() {}

  /** {@code 512 B}, {@code 1.5 KB}, {@code 12 MB}: three digits at most, or four. */
  public static String text(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    boolean tenths = unit > 0 && amount < 10;
    return tenths
        ? "%d.%d %s".formatted((long) amount, (long) (amount * 10) % 10, UNITS[unit])
        : (long) amount + " " + UNITS[unit];
  }
}
