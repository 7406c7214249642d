package io.rebeam.commands.process;

import io.rebeam.commands.Shown;
import io.rebeam.process.ProcessInfo;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.Cell;
import io.rebeam.render.Style;
import io.rebeam.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Processes as text in reports and trees. */
public final class PeerRows {
  private PeerRows() {}

  /** The processes linked to a process. */
  public static Shown<Peer> links(ProcessInfo process) {
    return new Shown<>(process.links(), process.counts().links());
  }

  /** The processes that a process monitors. */
  public static Shown<Peer> monitors(ProcessInfo process) {
    return new Shown<>(process.monitors(), process.counts().monitors());
  }

  /** The processes that monitor a process. */
  public static Shown<Peer> monitoredBy(ProcessInfo process) {
    return new Shown<>(process.monitoredBy(), process.counts().monitoredBy());
  }

  public static List<List<Cell>> of(Shown<Peer> peers) {
    List<List<Cell>> rows = new ArrayList<>(peers.map(PeerRows::row).rows());
    if (peers.hidden() > 0) {
      rows.add(List.of(Shown.more(peers.hidden())));
    }
    return rows;
  }

  /** The processes on one line; {@code none} for an empty list. */
  public static String line(Shown<Peer> peers) {
    String line = String.join(", ", peers.map(PeerRows::text).rows());
    if (peers.hidden() > 0) {
      line += (line.isEmpty() ? "" : ", ") + Shown.more(peers.hidden()).text();
    }
    return line.isEmpty() ? "none" : line;
  }

  private static List<Cell> row(Peer peer) {
    Cell name =
        peer.name().isEmpty() ? Cell.text("dead", Style.FAINT) : Cell.text(peer.name(), Style.NAME);
    return List.of(Cell.text(peer.pid().toString(), Style.PID), name);
  }

  /** {@code <0.42.0> reader}. */
  public static String text(ProcessRow process) {
    return process.pid() + " " + Printable.line(process.names().display());
  }

  /** {@code <0.42.0> reader}, {@code <0.42.0> dead}. */
  public static String text(Peer peer) {
    return peer.pid() + " " + (peer.name().isEmpty() ? "dead" : Printable.line(peer.name()));
  }
}
