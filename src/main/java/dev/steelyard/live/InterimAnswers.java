package dev.steelyard.live;

import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;

/// Passes over the interim answers of a node (1xx), so that the final one counts; without this the
/// library takes the first for the end.
///
/// A node that sends {@link #MOST} of them and then still no answer is given up as malformed. A
/// switch to another protocol (101) is no interim answer: nobody asked for one.
final class InterimAnswers extends ProcessingProtocolHandler {
  /// How many interim answers there may be to one request.
  static final int MOST = 100;

  private static final String COUNT = InterimAnswers.class.getName();

  @Override
  public String getName() {
    return "interim";
  }

  @Override
  public boolean accept(Request request, Response response) {
    return HttpStatus.isInterim(response.getStatus());
  }

  @Override
  protected void onProcessing(Request request, HttpFields headers) {
    int count = request.getAttributes().get(COUNT) instanceof Integer before ? before + 1 : 1;
    request.attribute(COUNT, count);
    if (count > MOST) {
      var _ = request.abort(new HttpResponseException("too many interim answers", null));
    }
  }
}
