-- While two releases run, each says by which rules it folds; a default would say those of the newer one for both.
comment on column task_event.rules is 'By which rules it was folded into its task; 2 also where a release before 4 did it, which did not say';
