%% A token goes round a ring of processes.
-module(ring).
-export([main/0]).

-define(NODES, 1000).
-define(HOPS, 300000).

main() ->
    First = lists:foldl(fun(_, Neighbour) -> spawn(fun() -> node_loop(Neighbour) end) end,
                        self(), lists:seq(1, ?NODES - 1)),
    measure:cold_and_warm("ring", "us/hop", 1.0e6 / ?HOPS, fun() -> run(First) end),
    First ! stop,
    receive stop -> ok end.

run(First) ->
    First ! ?HOPS,
    pass(First).

pass(Neighbour) ->
    receive
        Token when Token > 0 -> Neighbour ! Token - 1, pass(Neighbour);
        _ -> ok
    end.

node_loop(Neighbour) ->
    receive
        stop -> Neighbour ! stop;
        Token -> Neighbour ! Token - 1, node_loop(Neighbour)
    end.
