package io.rebeam.inspect;

import io.rebeam.process.ProcessInfo.Peer;
import java.util.List;

/**
 * A group of processes.
 *
 * @param scope the scope of the group, as Python shows it
 * @param group its name, as Python shows it
 * @param members the members, each as often as it has joined; all or the first ones
 * @param total the number of members
 */
public record GroupView(String scope, String group, List<Peer> members, int total) {
  public GroupView {
    members = List.copyOf(members);
  }
}
