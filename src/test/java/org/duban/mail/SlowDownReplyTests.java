package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowDownReplyTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            421 4.7.0 Try again later                           | CLEAR   | CLEAR
            421 too many connections                            | CLEAR   | CLEAR
            450 4.7.1 Error: too much mail from 192.0.2.1       | CLEAR   | PERHAPS
            451 4.7.650 the mail server is temporarily limited  | CLEAR   | PERHAPS
            452 4.3.2 System not accepting network messages     | CLEAR   | PERHAPS
            451 4.4.5 Congestion                                | CLEAR   | PERHAPS
            450-4.7.1 a reply of several lines                  | CLEAR   | PERHAPS
            450 4.2.0 Greylisted, see postgrey                  | NONE    | NONE
            451 4.7.1 Greylisting in action, please come back   | NONE    | NONE
            451 4.7.1 grey-listed                               | NONE    | NONE
            452 4.2.2 Mailbox full                              | NONE    | NONE
            451 later                                           | NONE    | NONE
            550 5.7.1 relaying denied                           | NONE    | NONE
            250 2.0.0 queued                                    | NONE    | NONE
            """)
    void tellsWhatIsAboutUsFromWhatIsAboutTheReader(String answer, SlowDownReply toUs, SlowDownReply withReader) {
        assertThat(SlowDownReply.of(answer, false)).isEqualTo(toUs);
        assertThat(SlowDownReply.of(answer, true)).isEqualTo(withReader);
    }
}
