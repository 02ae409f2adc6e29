package org.duban.desk;

import java.util.Objects;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Which Duban this is, for the foot of its pages. */
@Component
@ConditionalOnRole(Role.DESK)
public final class DeskVersion {

    private final String text;

    DeskVersion(ObjectProvider<BuildProperties> build) {
        this.text = build.stream()
                .map(BuildProperties::getVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** Empty where nobody has said at the build. */
    public String text() {
        return text;
    }
}
