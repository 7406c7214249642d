package io.rebeam.commands.process;

import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.Cell;
import io.rebeam.render.Escapes;
import io.rebeam.render.Style;
import java.util.List;

/** Processes as people see them in reports and trees. */
final class PeerRows {
  private PeerRows() {}

  static List<List<Cell>> of(List<Peer> peers) {
    return peers.stream().map(PeerRows::row).toList();
  }

  private static List<Cell> row(Peer peer) {
    Cell name =
        peer.name().isEmpty() ? Cell.text("dead", Style.FAINT) : Cell.text(peer.name(), Style.NAME);
    return List.of(Cell.text(peer.pid().toString(), Style.PID), name);
  }

  /** {@code <0.42.0> reader}. */
  static String text(ProcessRow process) {
    return process.pid() + " " + Escapes.line(process.names().display());
  }

  /** {@code <0.42.0> reader}, {@code <0.42.0> dead}. */
  static String text(Peer peer) {
    return peer.pid() + " " + (peer.name().isEmpty() ? "dead" : Escapes.line(peer.name()));
  }
}
