package io.rebeam.kernel.inspect;

import io.rebeam.inspect.GroupView;
import io.rebeam.inspect.RegistryView;
import io.rebeam.inspect.TableView;
import io.rebeam.kernel.process.Kernel;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.kernel.table.GroupScope;
import io.rebeam.kernel.table.RegistryTable;
import io.rebeam.kernel.table.SharedTable;
import io.rebeam.kernel.table.Tables;
import io.rebeam.kernel.term.Term;
import io.rebeam.process.Pid;
import io.rebeam.process.ProcessInfo.Peer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables, registries and groups, as people and machines see them. */
final class LiveShared {
  private final Kernel kernel;
  private final Tables tables;

  LiveShared(NodeState node) {
    this.kernel = node.kernel();
    this.tables = node.tables();
  }

  List<TableView> tables() {
    return tables.all().stream().map(LiveShared::view).toList();
  }

  private static TableView view(SharedTable table) {
    Term name = table.name();
    LocalProcess heir = table.heir();
    return new TableView(
        table.id(),
        name == null ? null : TermText.of(name),
        table.kind().name().toLowerCase(Locale.ROOT),
        table.access().name().toLowerCase(Locale.ROOT),
        table.size(),
        ShownProcess.peer(table.owner()),
        heir == null ? null : ShownProcess.peer(heir));
  }

  List<RegistryView> registries() {
    return tables.registries().entrySet().stream()
        .map(
            entry -> {
              List<RegistryTable.Entry> entries = entry.getValue().entries();
              int keys = (int) entries.stream().map(RegistryTable.Entry::key).distinct().count();
              return new RegistryView(
                  ShownProcess.peer(entry.getKey()),
                  entry.getValue().isUnique(),
                  keys,
                  entries.size());
            })
        .sorted(Comparator.comparing(view -> view.process().pid()))
        .toList();
  }

  Optional<List<RegistryView.Entry>> entries(Pid registry) {
    return Optional.ofNullable(kernel.table().get(registry.serial()))
        .map(tables::registry)
        .map(
            table ->
                table.entries().stream()
                    .sorted(Comparator.comparing(RegistryTable.Entry::key))
                    .map(
                        entry ->
                            new RegistryView.Entry(
                                TermText.of(entry.key()),
                                ShownProcess.peer(entry.owner()),
                                TermText.of(entry.value())))
                    .toList());
  }

  List<GroupView> groups(int limit) {
    List<GroupView> views = new ArrayList<>();
    tables.scopes().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(scope -> add(scope.getKey(), scope.getValue(), limit, views));
    return views;
  }

  private static void add(Term name, GroupScope scope, int limit, List<GroupView> views) {
    String shown = TermText.of(name);
    for (Term group : scope.groups().stream().sorted().toList()) {
      List<LocalProcess> members = scope.members(group);
      if (!members.isEmpty()) {
        List<Peer> first = members.stream().limit(limit).map(ShownProcess::peer).toList();
        views.add(new GroupView(shown, TermText.of(group), first, members.size()));
      }
    }
  }
}
