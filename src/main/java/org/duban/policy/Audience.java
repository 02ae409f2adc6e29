package org.duban.policy;

/** Whom a step of a policy tells, as seen from the task. */
public sealed interface Audience {

    /** Whether it is those who have been told something before, whom only the notices know. */
    default boolean heardBefore() {
        return false;
    }

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

    /** A unit that led or assisted and does neither any more. */
    record Former() implements Audience {
        @Override
        public String toString() {
            return "former";
        }
    }

    /** Everyone who had got an escalation about the task. */
    record Escalated() implements Audience {
        @Override
        public boolean heardBefore() {
            return true;
        }

        @Override
        public String toString() {
            return "escalated";
        }
    }

    /** Everyone else who had been told of the task what is so no more: another deadline, or that it is closed. */
    record Informed() implements Audience {
        @Override
        public boolean heardBefore() {
            return true;
        }

        @Override
        public String toString() {
            return "informed";
        }
    }
}
