-- Who may do what, and which screens there are. Paths as in core/rights: '/futian/lianhua/', the root is '/'. Tokens are
-- random and long; only their SHA-256 is kept, so that whoever reads this store cannot use them.

create table organisations (
  path text collate "C" primary key,
  parent text collate "C" references organisations,
  kind text not null,
  title_zh text not null,
  title_en text not null,
  made_at_ms bigint not null
);

insert into organisations (path, parent, kind, title_zh, title_en, made_at_ms)
values ('/', null, 'district', '本级', 'This office', 0);

create table users (
  id text primary key,
  name text not null unique,
  title text not null,
  home text collate "C" not null references organisations,
  -- PHC string of scrypt; null until the invitation was taken up
  password text,
  made_at_ms bigint not null,
  closed_at_ms bigint
);

create table role_grants (
  user_id text not null references users,
  role text not null check (role in ('administrator', 'publisher', 'operator', 'auditor')),
  path text collate "C" not null references organisations,
  primary key (user_id, path, role)
);

create table sessions (
  token_sha256 bytea primary key,
  user_id text not null references users,
  began_at_ms bigint not null,
  seen_at_ms bigint not null
);

create index sessions_of_user on sessions (user_id);

create table one_time_links (
  token_sha256 bytea primary key,
  -- 'first' makes the first administrator; 'password' sets the password of user_id, which may be the first one
  purpose text not null check (purpose in ('first', 'password')),
  user_id text references users,
  expires_at_ms bigint not null,
  used_at_ms bigint
);

-- One row for each thing that is counted against guessing. The bucket is a hash, because people type passwords where
-- names belong.
create table attempts (
  bucket text primary key,
  began_at_ms bigint not null,
  ends_at_ms bigint not null,
  taken bigint not null
);

create table screens (
  id text primary key,
  path text collate "C" not null references organisations,
  name text not null,
  made_at_ms bigint not null,
  retired_at_ms bigint
);

create index screens_by_path on screens (path);

-- A screen has one key at a time. The log that a key signs is named by the key's hash, so a new key begins a new log.
create table screen_keys (
  log_id text primary key,
  screen_id text not null references screens,
  public_key bytea not null,
  valid_from_ms bigint not null,
  revoked_at_ms bigint,
  revoked_because text check (revoked_because in ('lost-disk', 'cloned-key', 'replaced', 'retired')),
  check ((revoked_at_ms is null) = (revoked_because is null))
);

create unique index one_valid_key on screen_keys (screen_id) where revoked_at_ms is null;

create table pairing_requests (
  token_sha256 bytea primary key,
  log_id text not null,
  public_key bytea not null,
  challenge bytea not null,
  -- null until the screen has shown that it holds the key
  code text unique,
  expires_at_ms bigint not null,
  settled_as text check (settled_as in ('confirmed', 'refused'))
);

create table audit_trail (
  seq bigint generated always as identity primary key,
  at_ms bigint not null,
  user_id text,
  user_name text not null,
  address text not null,
  action text not null,
  path text collate "C" not null,
  subject text not null,
  -- JSON
  before text,
  after text
);

create index audit_trail_by_path on audit_trail (path, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is only ever added to';
end $$;

create trigger audit_trail_stays before update or delete or truncate on audit_trail
for each statement execute function refuse_change();
