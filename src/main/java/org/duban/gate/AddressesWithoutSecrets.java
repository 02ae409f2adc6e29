package org.duban.gate;

import io.micrometer.common.KeyValue;
import org.duban.logging.LogText;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** What a trace says of a request: its address, without what entitles in it. */
final class AddressesWithoutSecrets extends DefaultServerRequestObservationConvention {
    @Override
    protected KeyValue httpUrl(ServerRequestObservationContext context) {
        var url = super.httpUrl(context);
        return KeyValue.of(url.getKey(), LogText.withoutSecrets(url.getValue()));
    }
}
