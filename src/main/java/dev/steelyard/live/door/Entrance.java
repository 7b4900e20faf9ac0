package dev.steelyard.live.door;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Takes in each request whose head is there: refuses it, or lets it cross.
final class Entrance extends Handler.Abstract.NonBlocking {
  private static final int NO_CONTENT = 204;

  private final DoorContext door;

  Entrance(DoorContext door) {
    this.door = door;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Refusal refusal = Screening.of(request);
    if (refusal != null) {
      door.refused().incrementAndGet();
      refusal.send(response, callback);
    } else if (Screening.isOptionsOfTheServer(request)) {
      response.setStatus(NO_CONTENT);
      response.getHeaders().put(HttpHeader.ALLOW, Refusal.METHODS);
      response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    } else {
      new Crossing(door, request, response, callback).enter();
    }
    return true;
  }
}
