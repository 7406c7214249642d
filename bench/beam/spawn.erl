%% Processes that start, send one message and end.
-module(spawn).
-export([main/0]).

-define(PROCESSES, 100000).

main() -> measure:cold_and_warm("spawn", "us/process", 1.0e6 / ?PROCESSES, fun run/0).

run() ->
    Me = self(),
    [spawn(fun() -> Me ! done end) || _ <- lists:seq(1, ?PROCESSES)],
    [receive done -> ok end || _ <- lists:seq(1, ?PROCESSES)].
