-- Most tasks have no assisting unit and lost none: an index of elements keeps an entry for an empty array, too, which costs
-- as much as the others. Statements say that they ask for tasks with assistants, so that the smaller index serves them.
drop index task_assisting_units;
create index task_assisting_units on task using gin (assisting_units) where assisting_units <> '{}';
drop index task_lost;
create index task_lost on task using gin ((changes -> 'lost')) where changes -> 'lost' is not null;
