package io.rebeam.form;

import io.rebeam.inspect.ChildView;
import io.rebeam.inspect.GroupView;
import io.rebeam.inspect.RegistryView;
import io.rebeam.inspect.SupervisionView;
import io.rebeam.inspect.TableView;

/** Supervisors and what processes share. */
public final class OtpForms {
  private OtpForms() {}

  private static final double MILLIS = 1_000;

  public static final RecordForm<ChildView> CHILD =
      RecordForm.<ChildView>empty()
          .field("id", ChildView::id)
          .field("start", ChildView::start)
          .field("restart", ChildView::restart)
          .field("shutdown", ChildView::shutdown)
          .field("type", ChildView::type)
          .field("significant", ChildView::significant)
          .field("state", ChildView::state)
          .field("pid", ChildView::pid)
          .field("restarts", ChildView::restarts)
          .field(
              "last_reason",
              child -> {
                ChildView.End end = child.lastEnd();
                return end == null ? null : end.reason();
              })
          .millis(
              "last_end_ms",
              child -> {
                ChildView.End end = child.lastEnd();
                return end == null ? null : end.ago();
              });

  public static final RecordForm<SupervisionView> SUPERVISION =
      RecordForm.<SupervisionView>empty()
          .field("strategy", SupervisionView::strategy)
          .field("max_restarts", SupervisionView::maxRestarts)
          .field("max_seconds", supervision -> supervision.period().toMillis() / MILLIS)
          .field("recent_restarts", SupervisionView::recent)
          .field("restarts", SupervisionView::restarts)
          .field("auto_shutdown", SupervisionView::autoShutdown)
          .field("children_count", SupervisionView::total)
          .list("children", CHILD, SupervisionView::children);

  public static final RecordForm<TableView> TABLE =
      RecordForm.<TableView>empty()
          .field("id", TableView::id)
          .field("name", TableView::name)
          .field("type", TableView::kind)
          .field("access", TableView::access)
          .field("size", TableView::size)
          .process("owner", TableView::owner)
          .process("heir", TableView::heir);

  public static final RecordForm<RegistryView> REGISTRY =
      RecordForm.<RegistryView>empty()
          .process("process", "pid", RegistryView::process)
          .field("keys", registry -> registry.unique() ? "unique" : "duplicate")
          .field("keys_count", RegistryView::keys)
          .field("entries_count", RegistryView::entries);

  public static final RecordForm<RegistryView.Entry> ENTRY =
      RecordForm.<RegistryView.Entry>empty()
          .field("key", RegistryView.Entry::key)
          .process("process", "pid", RegistryView.Entry::process)
          .field("value", RegistryView.Entry::value);

  public static final RecordForm<GroupView> GROUP =
      RecordForm.<GroupView>empty()
          .field("scope", GroupView::scope)
          .field("group", GroupView::group)
          .field("members_count", GroupView::total)
          .processes("members", GroupView::members);
}
