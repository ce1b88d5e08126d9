-- How far each log has been acknowledged. `size` is the compare-and-swap's.
create table witness_heads (
  origin text primary key,
  size bigint not null check (size >= 0),
  range bytea not null check (length(range) % 32 = 0),
  checkpoint text not null
);

-- Evidence of two trees for one origin. Checkpoints may be longer than an index takes: the pair is known by its hash.
create table witness_forks (
  pair_sha256 bytea primary key,
  origin text not null,
  held text not null,
  offered text not null,
  seen_at_ms bigint not null
);
create index witness_forks_by_origin on witness_forks (origin);
