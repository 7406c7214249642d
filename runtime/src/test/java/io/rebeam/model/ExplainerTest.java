package io.rebeam.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.model.Explainer.Verdict;
import io.rebeam.model.Op.Place;
import io.rebeam.model.Program.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The checker itself can fail: each test gives it an observation that the rules allow, and one
 * beside it that they do not. Observations are written as the interpreter writes them: what the
 * processes wrote down, who held which name, how each process was found.
 */
class ExplainerTest {
  @Test
  @DisplayName("B3: messages of one sender in another order than sent")
  void swappedMessages() {
    Program program = program(ops(new Op.Send(1), new Op.Send(1)), ops());
    String log = "0,R,ok 0,R,ok";

    assertAllowed(program, log, "", alive(), alive("m0.0+m0.1"));
    assertForbidden(program, log, "", alive(), alive("m0.1+m0.0"));
  }

  @Test
  @DisplayName("B4: messages of two senders in any order")
  void messagesOfTwo() {
    Program program = program(ops(new Op.Send(2)), ops(new Op.Send(2)), ops());
    String log = "0,R,ok 1,R,ok";

    assertAllowed(program, log, "", alive(), alive(), alive("m0.0+m1.0"));
    assertAllowed(program, log, "", alive(), alive(), alive("m1.0+m0.0"));
  }

  @Test
  @DisplayName("B1: a message that got lost, one that came twice")
  void lostAndDoubledMessages() {
    Program program = program(ops(new Op.Send(1)), ops());

    assertForbidden(program, "0,R,ok", "", alive(), alive());
    assertForbidden(program, "0,R,ok", "", alive(), alive("m0.0+m0.0"));
  }

  @Test
  @DisplayName("B5: a message that was sent after the exit signal")
  void lateMessage() {
    Program program =
        program(
            ops(new Op.Send(1), new Op.ExitSignal(1, "boom"), new Op.Send(1)),
            ops(new Op.Receive(), new Op.Receive()));
    String sent = "0,R,ok 0,B 0,R,ok 0,R,ok";

    assertAllowed(program, "1,R,empty 1,R,empty " + sent, "", alive(), "dead boom");
    assertAllowed(program, "0,R,ok 1,R,m0.0 0,B 0,R,ok 0,R,ok", "", alive(), "dead boom");
    assertForbidden(program, "1,R,m0.0 1,R,m0.2 " + sent, "", alive(), "dead boom");
    assertForbidden(program, "1,R,m0.2 " + sent, "", alive(), "dead boom");
  }

  @Test
  @DisplayName("B17: a message after the DOWN of its sender")
  void messageAfterDown() {
    Program program = program(ops(new Op.Monitor(1, false)), ops(new Op.Send(0), new Op.Return()));
    String log = "0,R,ok 1,R,ok 1,E";

    assertAllowed(program, log, "", alive("m1.0+D/0.0/p1/normal"), "dead normal");
    assertForbidden(program, log, "", alive("D/0.0/p1/normal+m1.0"), "dead normal");
  }

  @Test
  @DisplayName("C8: an EXIT that is added after unlink has returned")
  void exitAfterUnlink() {
    Program program =
        program(
            ops(new Op.TrapExit(true), new Op.Link(1), new Op.Unlink(1), new Op.Receive()),
            ops(new Op.Raise("boom")));
    String log = "0,R,False 0,R,ok 0,R,ok 0,R,empty 1,E";

    assertAllowed(program, log, "", alive(), "dead boom");
    assertAllowed(program, "0,R,False 0,R,ok 1,E 0,R,ok 0,R,X/p1/boom", "", alive(), "dead boom");
    assertForbidden(program, log, "", alive("X/p1/boom"), "dead boom");
  }

  @Test
  @DisplayName("C1, C10: a link to a dead process; a link that only one side has")
  void oneSidedLink() {
    Program program = program(ops(new Op.Link(1)), ops(new Op.Wait(), new Op.Return()));

    assertAllowed(program, "0,R,ok", "", "alive [p1] [] []", "alive [p0] [] []");
    assertForbidden(program, "0,R,ok", "", "alive [p1] [] []", alive());
    assertForbidden(program, "0,R,ok", "", alive(), "alive [p0] [] []");

    Program kill = program(ops(new Op.Link(1)), ops(), ops(new Op.Kill(1)));
    assertAllowed(kill, "0,R,ok 2,B 2,R,ok 0,E", "", "dead killed", "dead killed", alive());
    assertForbidden(kill, "0,R,ok 2,B 2,R,ok", "", "alive [p1] [] []", "dead killed", alive());
  }

  @Test
  @DisplayName("C.3: a signal that should have killed, and one that should not")
  void signalWithoutEffect() {
    Program boom = program(ops(new Op.ExitSignal(1, "boom")), ops());
    assertForbidden(boom, "0,B 0,R,ok", "", alive(), alive());

    Program normal = program(ops(new Op.ExitSignal(1, "normal")), ops());
    assertAllowed(normal, "0,B 0,R,ok", "", alive(), alive());
    assertForbidden(normal, "0,B 0,R,ok 1,E", "", alive(), "dead normal");
  }

  @Test
  @DisplayName("C20: reason kill where it must be killed, and killed where it must be kill")
  void reasonKill() {
    Program signal = program(ops(new Op.Monitor(1, false), new Op.Kill(1)), ops());
    String log = "0,R,ok 0,B 0,R,ok";
    assertAllowed(signal, log, "", alive("D/0.0/p1/killed"), "dead killed");
    assertForbidden(signal, log, "", alive("D/0.0/p1/kill"), "dead killed");
    assertForbidden(signal, log, "", alive("D/0.0/p1/killed"), "dead kill");

    Program raised =
        program(
            ops(new Op.TrapExit(true), new Op.Link(1)),
            ops(new Op.Wait(), new Op.Raise("kill")),
            ops(new Op.Send(1)));
    String end = "0,R,False 0,R,ok 2,R,ok 1,R,m2.0 1,E";
    assertAllowed(raised, end, "", alive("X/p1/kill"), "dead kill", alive());
    assertForbidden(raised, end, "", alive("X/p1/killed"), "dead kill", alive());
  }

  @Test
  @DisplayName("A23: links and monitors that see different reasons")
  void differentReasons() {
    Program program =
        program(
            ops(new Op.Monitor(2, false)),
            ops(new Op.Monitor(2, false)),
            ops(new Op.Wait(), new Op.Raise("boom")),
            ops(new Op.Send(2)));
    String log = "0,R,ok 1,R,ok 3,R,ok 2,R,m3.0 2,E";

    assertAllowed(
        program, log, "", alive("D/0.0/p2/boom"), alive("D/1.0/p2/boom"), "dead boom", alive());
    assertForbidden(
        program, log, "", alive("D/0.0/p2/boom"), alive("D/1.0/p2/bang"), "dead boom", alive());
  }

  @Test
  @DisplayName("D3: a DOWN that is missing, or comes twice")
  void missingDown() {
    Program program = program(ops(new Op.Monitor(1, false)), ops(new Op.Return()));

    assertAllowed(program, "0,R,ok 1,E", "", alive("D/0.0/p1/normal"), "dead normal");
    assertAllowed(program, "0,R,ok 1,E", "", alive("D/0.0/p1/noproc"), "dead normal"); // B18
    assertForbidden(program, "0,R,ok 1,E", "", alive(), "dead normal");
    assertForbidden(
        program, "0,R,ok 1,E", "", alive("D/0.0/p1/normal+D/0.0/p1/normal"), "dead normal");
  }

  @Test
  @DisplayName("D8: a DOWN after demonitor has returned")
  void downAfterDemonitor() {
    Program program =
        program(
            ops(new Op.Monitor(1, false), new Op.Demonitor(new Place(0, 0), true, true)),
            ops(new Op.Return()));

    assertAllowed(program, "0,R,ok 0,R,True 1,E", "", alive(), "dead normal");
    assertAllowed(program, "0,R,ok 1,E 0,R,False", "", alive(), "dead normal");
    assertForbidden(program, "0,R,ok 0,R,True 1,E", "", alive("D/0.0/p1/normal"), "dead normal");
  }

  @Test
  @DisplayName("E9: a name that is still there after the DOWN")
  void nameAfterDown() {
    Program program =
        program(
            ops(new Op.Monitor(1, false), new Op.Wait(), new Op.WhereIs(0)),
            ops(new Op.Register(0, 1), new Op.Wait(), new Op.Return()),
            ops(new Op.Send(1)));
    String log = "1,R,ok 0,R,ok 2,R,ok 1,R,m2.0 1,E 0,R,D/0.0/p1/normal ";

    assertAllowed(program, log + "0,R,none", "", alive(), "dead normal", alive());
    assertForbidden(program, log + "0,R,p1", "", alive(), "dead normal", alive());
    assertForbidden(program, log + "0,R,none", "n0=p1", alive(), "dead normal", alive());
  }

  @Test
  @DisplayName("A25: alive after a kill from the same process")
  void aliveAfterKill() {
    Program program = program(ops(new Op.Kill(1), new Op.IsAlive(1)), ops());

    assertAllowed(program, "0,B 0,R,ok 0,R,False", "", alive(), "dead killed");
    assertForbidden(program, "0,B 0,R,ok 0,R,True", "", alive(), "dead killed");
  }

  @Test
  @DisplayName("F17: a message by an alias that has ended")
  void messageByEndedAlias() {
    Program program =
        program(
            ops(new Op.Alias(), new Op.Unalias(new Place(0, 0)), new Op.Send(1)),
            ops(new Op.Wait(), new Op.SendAlias(new Place(0, 0))));
    String log = "0,R,ok 0,R,True 0,R,ok 1,R,m0.2 1,R,ok";

    assertAllowed(program, log, "", alive(), alive());
    assertForbidden(program, log, "", alive("m1.1"), alive());
  }

  @Test
  @DisplayName("F3: a process that waits with a message in its mailbox")
  void lostWakeUp() {
    Program program = program(ops(new Op.Send(1)), ops(new Op.Wait()));

    assertAllowed(program, "0,R,ok 1,R,m0.0", "", alive(), alive());
    assertForbidden(program, "0,R,ok", "", alive(), alive("m0.0"));
  }

  @Test
  @DisplayName("C24: an effect of a process that was dead")
  void effectOfTheDead() {
    Program program =
        program(
            ops(new Op.Kill(1), new Op.IsAlive(1), new Op.Send(2)),
            ops(new Op.Send(2)),
            ops(new Op.Wait()));
    String killed = "0,B 0,R,ok 0,R,False 0,R,ok ";

    assertAllowed(program, killed + "2,R,m0.2", "", alive(), "dead killed", alive());
    assertAllowed(program, killed + "2,R,m0.2", "", alive(), "dead killed", alive("m1.0"));
    Program told =
        program(
            ops(new Op.Kill(1), new Op.IsAlive(1), new Op.Send(1), new Op.IsAlive(1)),
            ops(new Op.Wait(), new Op.Send(2)),
            ops());
    assertForbidden(
        told,
        "0,B 0,R,ok 0,R,False 0,R,ok 0,R,False 1,R,m0.2 1,R,ok",
        "",
        alive(),
        "dead killed",
        alive("m1.1"));
  }

  @Test
  @DisplayName("an order beside that of the log is found, however many others there are")
  void logInAnotherOrder() {
    Program program = program(ops(new Op.Link(1)), ops(new Op.Unlink(0)));

    assertAllowedBesideOthers(
        program, "0,R,ok 1,R,ok", "", "alive [p1] [] []", "alive [p0] [] []"); // unlink was first
  }

  @Test
  @DisplayName("a step that came long after its place in the log is found, too")
  void logOfALateStep() {
    List<Op> sends = Collections.nCopies(8, new Op.Send(2));
    Program program = program(ops(new Op.Kill(1)), sends, ops());
    String messages = "m1.0+m1.1+m1.2+m1.3+m1.4+m1.5+m1.6+m1.7";

    assertAllowedBesideOthers(
        program, "0,B" + " 1,R,ok".repeat(8), " 0,R,ok", alive(), "dead killed", alive(messages));
  }

  // ---- writing programs and observations ----

  private static List<Op> ops(Op... ops) {
    return List.of(ops);
  }

  @SafeVarargs
  private static Program program(List<Op>... bodies) {
    List<Body> all = new ArrayList<>();
    for (List<Op> ops : bodies) {
      all.add(new Body(false, -1, ops));
    }
    return new Program(all);
  }

  private static String alive() {
    return alive("");
  }

  private static String alive(String messages) {
    return "alive [] [] [" + messages + "]";
  }

  private static void assertAllowed(Program program, String log, String names, String... ends) {
    assertThat(verdict(program, log, names, ends)).isEqualTo(Verdict.ALLOWED);
  }

  /** Others send to each other meanwhile: in more orders than can be tried. */
  private static void assertAllowedBesideOthers(
      Program program, String begin, String end, String... ends) {
    List<Body> bodies = new ArrayList<>(program.bodies());
    List<String> allEnds = new ArrayList<>(List.of(ends));
    StringBuilder log = new StringBuilder(begin);
    int first = program.size();
    for (int i = 0; i < 4; i++) {
      bodies.add(new Body(false, -1, Collections.nCopies(5, new Op.Send(first + (i + 1) % 4))));
      log.append((" " + (first + i) + ",R,ok").repeat(5));
      allEnds.add(alive("m%1$d.0+m%1$d.1+m%1$d.2+m%1$d.3+m%1$d.4".formatted(first + (i + 3) % 4)));
    }

    assertAllowed(new Program(bodies), log + end, "", allEnds.toArray(String[]::new));
  }

  private static void assertForbidden(Program program, String log, String names, String... ends) {
    assertThat(verdict(program, log, names, ends)).isEqualTo(Verdict.FORBIDDEN);
  }

  private static Verdict verdict(Program program, String log, String names, String... ends) {
    Observation observation = Observation.parse(log + ";" + names + ";" + String.join(";", ends));
    return Explainer.explain(program, observation, 100_000);
  }
}
