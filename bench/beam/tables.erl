%% A table of ets: read, insert, count.
-module(tables).
-export([main/0]).

-define(KEYS, 10000).
-define(TIMES, 100000).
-define(SHARE, 0.34).

main() ->
    Table = ets:new(table, [public]),
    row("table_insert", fun(N) -> ets:insert(Table, {N rem ?KEYS, N}) end),
    row("table_read", fun(N) -> ets:lookup(Table, N rem ?KEYS) end),
    row("table_counter", fun(_) -> ets:update_counter(Table, count, 1, {count, 0}) end).

row(Name, Once) ->
    Run = fun() -> lists:foreach(Once, lists:seq(1, ?TIMES)) end,
    measure:cold_and_warm(Name, "us", 1.0e6 / ?TIMES, Run, ?SHARE).
