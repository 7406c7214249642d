package io.rebeam.commands.process;

import io.rebeam.form.ProcessForms;
import io.rebeam.form.RecordForm;
import io.rebeam.process.ProcessInfo.Peer;
import io.rebeam.process.ProcessRow;
import io.rebeam.render.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes for machines. */
public final class ProcessJson {
  private ProcessJson() {}

  /** All fields of a row. */
  public static JsonObject row(ProcessRow process) {
    return JsonObject.of(ProcessForms.ROW, process);
  }

  public static JsonObject addSummary(JsonObject json, ProcessRow process) {
    return json.add(ProcessForms.SUMMARY, process);
  }

  public static JsonObject peer(Peer peer) {
    return JsonObject.of(RecordForm.peer(), peer);
  }

  public static @Nullable JsonObject peerOrNull(@Nullable Peer peer) {
    return peer == null ? null : peer(peer);
  }

  public static List<JsonObject> peers(List<Peer> peers) {
    return JsonObject.list(RecordForm.peer(), peers);
  }
}
