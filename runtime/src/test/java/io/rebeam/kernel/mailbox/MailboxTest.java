package io.rebeam.kernel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.signal.Signal.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  private void append(Object... payloads) {
    for (Object payload : payloads) {
      mailbox.append(new Message(0, 0, 0, payload), 0);
    }
  }

  private List<Object> contents() {
    List<Object> contents = new ArrayList<>();
    mailbox.forEach(message -> contents.add(message.payload));
    return contents;
  }

  private static @Nullable Object payload(@Nullable Message message) {
    return message == null ? null : message.payload;
  }

  /** A whole receive: the oldest message that is one of {@code wanted}. */
  private @Nullable Object receive(Object... wanted) {
    mailbox.rewind(0);
    for (Message m = mailbox.scan(); m != null; m = mailbox.scan()) {
      if (Set.of(wanted).contains(m.payload)) {
        mailbox.takeScanned();
        return m.payload;
      }
    }
    return null;
  }

  @Test
  void aNewMailboxIsEmpty() {
    assertThat(mailbox.length()).isZero();
    assertThat(mailbox.takeFirst()).isNull();
    assertThat(mailbox.scan()).isNull();
    assertThat(mailbox.hasUnscanned()).isFalse();
    assertThat(mailbox.oldest()).isNull();
  }

  @Test
  @DisplayName("B12: messages are taken in the order of receipt")
  void messagesAreTakenInOrder() {
    append("a", "b", "c");

    assertThat(payload(mailbox.takeFirst())).isEqualTo("a");
    append("d");

    assertThat(contents()).containsExactly("b", "c", "d");
    assertThat(mailbox.length()).isEqualTo(3);
  }

  @Test
  @DisplayName("T-F01: the oldest match is taken, the others stay in order")
  void theOldestMatchIsTaken() {
    append("c", "a", "b");

    assertThat(receive("a", "b")).isEqualTo("a");

    assertThat(contents()).containsExactly("c", "b");
  }

  @Test
  @DisplayName("T-F03: a hundred unmatched messages stay in order")
  void unmatchedMessagesStayInOrder() {
    List<Object> junk = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      junk.add(i);
    }
    append(junk.toArray());
    append("match");

    assertThat(receive("match")).isEqualTo("match");

    assertThat(contents()).isEqualTo(junk);
  }

  @Test
  @DisplayName("T-F05: a receive without a match leaves the mailbox as it was")
  void aFailedReceiveTakesNothing() {
    append("a", "b");

    assertThat(receive("x")).isNull();

    assertThat(contents()).containsExactly("a", "b");
  }

  @Test
  @DisplayName("F3: a waiting receive looks at new messages only")
  void aWaitingReceiveGoesOnWhereItWas() {
    append("a", "b");
    mailbox.rewind(0);
    assertThat(payload(mailbox.scan())).isEqualTo("a");
    assertThat(payload(mailbox.scan())).isEqualTo("b");
    assertThat(mailbox.scan()).isNull();
    assertThat(mailbox.hasUnscanned()).isFalse();

    append("c");

    assertThat(mailbox.hasUnscanned()).isTrue();
    assertThat(payload(mailbox.scan())).isEqualTo("c");
    mailbox.rewind(0);
    assertThat(payload(mailbox.scan())).isEqualTo("a");
  }

  @Test
  @DisplayName("F2: after a take the next receive starts at the oldest message")
  void takingStartsTheScanAnew() {
    append("a", "b", "c");
    assertThat(receive("b")).isEqualTo("b");

    assertThat(payload(mailbox.scan())).isEqualTo("a");
    assertThat(payload(mailbox.scan())).isEqualTo("c");
    assertThat(mailbox.scan()).isNull();
  }

  @Test
  void theLastMessageCanBeTakenAndOthersAppended() {
    append("a", "b");
    assertThat(receive("b")).isEqualTo("b");

    append("c");

    assertThat(contents()).containsExactly("a", "c");
  }

  @Test
  void whatSomebodyElseHasTakenIsNotTakenAgain() {
    append("a");
    mailbox.scan();
    mailbox.clear();

    assertThat(mailbox.takeScanned()).isFalse();
  }

  @Test
  void clearingForgetsTheScanToo() {
    append("a", "b");
    mailbox.scan();

    mailbox.clear();

    assertThat(mailbox.length()).isZero();
    assertThat(mailbox.hasUnscanned()).isFalse();
    append("c");
    assertThat(payload(mailbox.scan())).isEqualTo("c");
  }

  @Test
  @DisplayName("F1-F3: random receives agree with a list")
  void randomReceivesAgreeWithAList() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Object> model = new ArrayList<>();

    for (int step = 0; step < 20_000; step++) {
      String at = "seed " + seed + ", step " + step;
      Object value = random.nextInt(8);
      switch (random.nextInt(3)) {
        case 0 -> {
          append(value);
          model.add(value);
        }
        case 1 -> assertThat(receive(value)).as(at).isEqualTo(takeFromModel(model, value));
        default ->
            assertThat(payload(mailbox.takeFirst()))
                .as(at)
                .isEqualTo(model.isEmpty() ? null : model.removeFirst());
      }
      assertThat(mailbox.length()).as(at).isEqualTo(model.size());
    }
    assertThat(contents()).as("seed " + seed).isEqualTo(model);
  }

  private static @Nullable Object takeFromModel(List<Object> model, Object wanted) {
    for (Iterator<Object> it = model.iterator(); it.hasNext(); ) {
      if (it.next().equals(wanted)) {
        it.remove();
        return wanted;
      }
    }
    return null;
  }

  @Test
  @DisplayName("F14: a receive for a reference starts at what came after the reference was made")
  void aScanCanStartAtAReference() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Mailbox box = new Mailbox();
      List<Message> model = new ArrayList<>();
      long lastRef = 1;
      for (int step = 0; step < 40; step++) {
        switch (random.nextInt(5)) {
          case 0 -> lastRef++;
          case 1, 2 -> {
            Message message = new Message(0, 0, 0, step);
            box.append(message, lastRef);
            model.add(message);
          }
          case 3 ->
              assertThat(box.takeFirst()).isEqualTo(model.isEmpty() ? null : model.removeFirst());
          default -> {
            long ref = 1 + random.nextLong(lastRef);
            List<Message> expected = model.stream().filter(m -> m.lastRef >= ref).toList();
            List<Message> scanned = new ArrayList<>();
            box.rewind(ref);
            for (Message m = box.scan(); m != null; m = box.scan()) {
              scanned.add(m);
            }
            assertThat(scanned).as("seed " + seed + " round " + round).isEqualTo(expected);
            if (!scanned.isEmpty() && random.nextBoolean()) {
              box.takeScanned();
              model.remove(scanned.getLast());
            }
          }
        }
      }
      assertThat(box.length()).isEqualTo(model.size());
    }
  }

  @Test
  void receivesThatPassTheOldestMessageAreCounted() {
    append("a", "b");

    assertThat(receive("x")).isNull();
    assertThat(mailbox.skips()).isEqualTo(1);
    append("c");
    assertThat(payload(mailbox.scan())).isEqualTo("c"); // the same receive goes on
    assertThat(mailbox.scan()).isNull();
    assertThat(mailbox.skips()).isEqualTo(1);
    assertThat(receive("x")).isNull();
    assertThat(receive("b")).isEqualTo("b"); // passes the oldest, and finds
    assertThat(mailbox.skips()).isEqualTo(2);

    assertThat(receive("a")).isEqualTo("a");
    assertThat(mailbox.skips()).isZero();
    mailbox.clear();
    assertThat(receive("x")).isNull();
    assertThat(mailbox.skips()).isZero();
  }

  @Test
  @DisplayName("F12, F14: receives by reference look at one message each, however full it is")
  void receivesByReferenceLookAtOneMessage() {
    long refs = 1_000;
    for (int i = 0; i < 10_000; i++) {
      mailbox.append(new Message(0, 0, 0, "other"), 0);
    }
    for (long ref = 1; ref <= refs; ref++) {
      mailbox.append(new Message(0, 0, 0, ref), ref);
    }
    int looks = 0;
    for (long ref = 1; ref <= refs; ref++) {
      mailbox.rewind(ref);
      Message message = mailbox.scan();
      looks++;
      while (message != null && !message.payload.equals(ref)) {
        message = mailbox.scan();
        looks++;
      }
      assertThat(mailbox.takeScanned()).isTrue();
    }

    assertThat(looks).isEqualTo((int) refs);
    assertThat(contents()).hasSize(10_000).containsOnly("other");
  }

  @Test
  @DisplayName("F14: a receive for a reference made later does not pass the older messages")
  void receivesForAReferenceAreNotCounted() {
    append("a");
    mailbox.rewind(5);

    assertThat(mailbox.scan()).isNull();

    assertThat(mailbox.skips()).isZero();
  }

  @Test
  void aMessageIsHeldUntilItIsTaken() {
    append("a", "b", "c");
    Message first = mailbox.oldest();
    Message last = mailbox.newest();
    assertThat(first).isNotNull();
    assertThat(last).isNotNull();
    assertThat(payload(first) + " " + payload(last)).isEqualTo("a c");
    assertThat(mailbox.holds(first)).isTrue();
    assertThat(mailbox.holds(last)).isTrue();

    assertThat(receive("c")).isEqualTo("c");
    assertThat(mailbox.takeFirst()).isSameAs(first);

    assertThat(mailbox.holds(first)).isFalse();
    assertThat(mailbox.holds(last)).isFalse();
  }
}
