-- Units that have left the tree. A unit that is saved anew is no former one.
create table former_unit (
    code text primary key,
    merged_into text,
    removed_at timestamptz not null
);

comment on column former_unit.merged_into is 'Who took over what hung on it; null: nothing did';

-- What units files said. Of units from before nobody knows, so they count as saved otherwise.
alter table unit add column from_file boolean not null default false;

comment on column unit.from_file is 'Whether a units file said last what it is, and not an event or the API';

create table units_file (
    digest text not null,
    location text not null,
    loaded_at timestamptz not null
);

comment on table units_file is 'The units file that was loaded last, one row; it counts again when it says something else';

create unique index units_file_one on units_file ((true));
