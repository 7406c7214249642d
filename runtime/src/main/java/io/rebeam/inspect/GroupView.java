package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.util.List;

/**
 * A group of processes.
 *
 * @param scope the scope that it is in, as Python shows it
 * @param group its name, as Python shows it
 * @param members its members, each as often as it has joined, or the first of them
 * @param total how many there are
 */
public record GroupView(String scope, String group, List<Peer> members, int total) {
  public GroupView {
    members = List.copyOf(members);
  }
}
