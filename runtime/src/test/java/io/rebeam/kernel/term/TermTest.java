package io.rebeam.kernel.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TermTest {
  private static Term whole(long value) {
    return new Term.Whole(value);
  }

  private static Term real(double value) {
    return new Term.Real(value);
  }

  private static Term text(String value) {
    return new Term.Text(value);
  }

  private static Term bytes(int... values) {
    byte[] contents = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      contents[i] = (byte) values[i];
    }
    return new Term.Bytes(new Octets(contents));
  }

  private static Term tuple(Term... parts) {
    return new Term.Tuple(List.of(parts));
  }

  /** In their order; all are different keys. */
  private static final List<Term> ORDERED =
      List.of(
          Term.NOTHING,
          new Term.Bool(false),
          new Term.Bool(true),
          real(Double.NEGATIVE_INFINITY),
          new Term.Big(BigInteger.TWO.pow(80).negate()),
          whole(Long.MIN_VALUE),
          real(-0.5),
          whole(0),
          real(-0.0),
          real(0.0),
          whole(1),
          real(1.0),
          real(1.5),
          whole(Long.MAX_VALUE),
          real(0x1p63),
          new Term.Big(BigInteger.TWO.pow(80)),
          real(1e300),
          real(Double.POSITIVE_INFINITY),
          real(Double.NaN),
          text(""),
          text("a"),
          text("ab"),
          text("\uFFFD"),
          text("😀"),
          bytes(),
          bytes(1),
          bytes(200),
          new Term.Reference(1),
          new Term.Reference(20),
          tuple(),
          tuple(whole(1)),
          tuple(whole(1), text("a")),
          tuple(whole(2)));

  @Test
  @DisplayName("K78: the order is total, agrees with equality, and keeps 1, 1.0 and true apart")
  void order() {
    for (int i = 0; i < ORDERED.size(); i++) {
      for (int j = 0; j < ORDERED.size(); j++) {
        Term one = ORDERED.get(i);
        Term other = ORDERED.get(j);
        assertThat(Integer.signum(one.compareTo(other)))
            .as("%s and %s", one, other)
            .isEqualTo(Integer.compare(i, j));
        assertThat(one.equals(other)).isEqualTo(i == j);
      }
    }
  }

  @Test
  void wholeNumbersHaveOneForm() {
    assertThat(Term.whole(BigInteger.valueOf(7))).isEqualTo(whole(7));
    assertThat(Term.whole(BigInteger.TWO.pow(63))).isInstanceOf(Term.Big.class);
    assertThat(Term.whole(BigInteger.TWO.pow(63).negate())).isEqualTo(whole(Long.MIN_VALUE));
  }

  @Test
  void aPatternMatchesEqualPartsAndAnythingForAny() {
    Term key = tuple(text("user"), whole(7), tuple(text("name"), real(1)));

    assertThat(key.matches(new Term.Any())).isTrue();
    assertThat(key.matches(tuple(text("user"), new Term.Any(), new Term.Any()))).isTrue();
    assertThat(key.matches(tuple(text("user"), whole(7), tuple(new Term.Any(), real(1))))).isTrue();
    assertThat(key.matches(tuple(text("user"), whole(7), tuple(new Term.Any(), whole(1)))))
        .isFalse();
    assertThat(key.matches(tuple(text("user"), whole(7)))).isFalse();
    assertThat(whole(7).matches(tuple(new Term.Any()))).isFalse();
  }

  @Test
  void keysHaveNoPackedPartAndNoAny() {
    Term packed = new Term.Packed(new Octets(new byte[] {1}));

    assertThat(tuple(whole(1), tuple(text("a"))).isKey()).isTrue();
    assertThat(packed.isKey()).isFalse();
    assertThat(tuple(whole(1), tuple(packed)).isKey()).isFalse();
    assertThat(tuple(new Term.Any()).isKey()).isFalse();
  }
}
