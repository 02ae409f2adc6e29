package org.duban.policy;

/** Whom a step of a policy tells, as seen from the task. */
public sealed interface Audience {

    /** The lead unit. */
    record Lead() implements Audience {
        @Override
        public String toString() {
            return "lead";
        }
    }

    /** Each assisting unit. */
    record Assisting() implements Audience {
        @Override
        public String toString() {
            return "assisting";
        }
    }

    /** The nearest leading-group office above the lead unit. */
    record Office() implements Audience {
        @Override
        public String toString() {
            return "office";
        }
    }

    /** The leading-group office next above that one. */
    record HigherOffice() implements Audience {
        @Override
        public String toString() {
            return "higher-office";
        }
    }

    /** The leading group at the top. */
    record Leader() implements Audience {
        @Override
        public String toString() {
            return "leader";
        }
    }

    /** One named unit. */
    record Named(String unit) implements Audience {
        @Override
        public String toString() {
            return "unit:" + unit;
        }
    }

    /** Everyone who had got an escalation about the task. */
    record Escalated() implements Audience {
        @Override
        public String toString() {
            return "escalated";
        }
    }
}
