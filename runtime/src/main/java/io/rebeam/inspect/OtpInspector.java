package io.rebeam.inspect;

import io.rebeam.process.Pid;
import java.util.List;
import java.util.Optional;

/**
 * What servers, supervisors and tasks have published about themselves, and what processes share.
 * Like the rest of {@link Inspector}, it waits for no process and runs no Python.
 */
public interface OtpInspector {
  /**
   * The OTP view of a process and its supervisor; empty when it is dead.
   *
   * @param limit children of a supervisor at most; 0 for all
   */
  Optional<OtpView> process(Pid pid, int limit);

  /**
   * The children of a supervisor; empty when the process is no supervisor, or is dead.
   *
   * @param limit children at most
   */
  Optional<SupervisionView> supervision(Pid supervisor, int limit);

  /** The tables that processes share, the oldest first. */
  List<TableView> tables();

  /** The registries, by pid. */
  List<RegistryView> registries();

  /** The entries of a registry whose processes are alive, by key; empty when it is no registry. */
  Optional<List<RegistryView.Entry>> entries(Pid registry);

  /**
   * The groups that have members, by scope and name.
   *
   * @param limit members of a group at most
   */
  List<GroupView> groups(int limit);

  /** The modules that have defined classes of servers, for completion. */
  List<String> serverModules();
}
